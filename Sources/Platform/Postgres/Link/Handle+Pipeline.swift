import CPQ

extension Handle {
    /// libpq must not block on sending here: while the server waits for its answers to be read, it reads nothing.
    func enterPipeline() throws(PostgresError) {
        let raw = try unsafe pointer()
        guard unsafe PQsetnonblocking(raw, 1) == 0, unsafe PQenterPipelineMode(raw) == 1 else {
            throw failure()
        }
    }

    func leavePipeline() throws(PostgresError) {
        let raw = try unsafe pointer()
        guard unsafe PQexitPipelineMode(raw) == 1, unsafe PQsetnonblocking(raw, 0) == 0 else {
            throw failure()
        }
    }

    func send(
        _ preparations: [PipelineStep], _ steps: [PipelineStep], _ mode: Pipeline.Mode
    ) throws(PostgresError) {
        for step in preparations {
            try prepareLater(step)
            try sync()
        }
        for step in steps {
            try send(step)
            if mode == .independent { try sync() }
            try flush(wait: false)
        }
        if mode == .together { try sync() }
        try flush(wait: true)
    }

    private func sync() throws(PostgresError) {
        guard try unsafe PQpipelineSync(pointer()) == 1 else { throw failure() }
    }

    private func prepareLater(_ step: PipelineStep) throws(PostgresError) {
        let raw = try unsafe pointer()
        let sent = unsafe step.bindings.withPointers { pointers in
            unsafe PQsendPrepare(raw, step.name, step.key.sql, pointers.count, pointers.types)
        }
        guard sent == 1 else { throw failure() }
    }

    private func send(_ step: PipelineStep) throws(PostgresError) {
        let raw = try unsafe pointer()
        let sent = unsafe step.bindings.withPointers { pointers in
            if let name = step.name {
                unsafe PQsendQueryPrepared(
                    raw, name, pointers.count, pointers.values, pointers.lengths, pointers.forms, 1)
            } else {
                unsafe PQsendQueryParams(
                    raw, step.key.sql, pointers.count, pointers.types, pointers.values, pointers.lengths,
                    pointers.forms, 1)
            }
        }
        guard sent == 1 else { throw failure() }
    }

    /// Sends what libpq holds back and takes in what has arrived; all of it when waiting, else what goes now.
    private func flush(wait: Bool) throws(PostgresError) {
        let raw = try unsafe pointer()
        while true {
            let outcome = unsafe PQflush(raw)
            guard outcome >= 0 else { throw failure() }
            if outcome == 0 { return }
            let readiness = ready(reading: true, writing: true, milliseconds: wait ? -1 : 0)
            if readiness.reading, unsafe PQconsumeInput(raw) == 0 { throw failure() }
            if !wait, !readiness.reading, !readiness.writing { return }
        }
    }

    func receive(
        _ steps: [PipelineStep], _ mode: Pipeline.Mode, _ failures: [String: PostgresError]
    ) throws(PostgresError) -> [Result<Rows, PostgresError>] {
        var results: [Result<Rows, PostgresError>] = []
        for step in steps {
            let result = try receiveStatement()
            if let error = result.error {
                // The statement does not exist because preparing it failed: that is the cause to report.
                let cause = error.sqlState == "26000" ? step.name.flatMap { name in failures[name] } : nil
                results.append(.failure(cause ?? error))
            } else {
                results.append(.success(result.rows()))
            }
            if mode == .independent { try receiveSync() }
        }
        if mode == .together { try receiveSync() }
        return results
    }

    /// A statement's answer: one result, then none.
    func receiveStatement() throws(PostgresError) -> ServerResult {
        let raw = try unsafe pointer()
        guard let first = unsafe PQgetResult(raw) else { throw failure() }
        let result = unsafe ServerResult(first)
        guard isOpen else { throw result.error ?? failure() }
        if result.status == PGRES_COPY_IN || result.status == PGRES_COPY_OUT {
            throw PostgresError(.invalidQuery, detail: "COPY in a pipeline")
        }
        while let more = unsafe PQgetResult(raw) { _ = unsafe ServerResult(more) }
        return result
    }

    func receiveSync() throws(PostgresError) {
        let raw = try unsafe pointer()
        guard let next = unsafe PQgetResult(raw) else { throw failure() }
        let result = unsafe ServerResult(next)
        guard result.status == PGRES_PIPELINE_SYNC else { throw result.error ?? failure() }
    }
}
