import CPQ

extension Connection {
    /// Sends the statements that `build` adds in one go and returns one result each, in order.
    ///
    /// Throws only when no statement can have a result: a value that cannot be bound, or a broken connection
    /// (`.connectionLost`, where some statements may have taken effect).
    package nonisolated func pipeline(
        _ mode: Pipeline.Mode = .together, _ build: (inout Pipeline) throws(PostgresError) -> Void
    ) async throws(PostgresError) -> [Result<Rows, PostgresError>] {
        var pipeline = Pipeline()
        try build(&pipeline)
        return try await run(pipeline.statements, mode)
    }

    private func run(
        _ statements: [Pipeline.Statement], _ mode: Pipeline.Mode
    ) async throws(PostgresError) -> [Result<Rows, PostgresError>] {
        var steps: [PipelineStep] = []
        for statement in statements {
            try handle.requireNoZero(statement.sql)
            steps.append(PipelineStep(key: statement.key, bindings: try Bindings(statement.parameters)))
        }
        let preparations = name(&steps)
        return try await exclusively { () throws(PostgresError) in
            do throws(PostgresError) {
                try handle.enterPipeline()
                try handle.send(preparations, steps, mode)
                let failures = try receive(preparations)
                let results = try handle.receive(steps, mode, failures)
                try handle.leavePipeline()
                return results
            } catch {
                // Answers that were not read would be taken for those of later statements.
                close()
                throw error
            }
        }
    }

    /// Decides which statements run prepared, and which of those have to be prepared first.
    private func name(_ steps: inout [PipelineStep]) -> [PipelineStep] {
        var preparations: [String: PipelineStep] = [:]
        var names: [StatementCache.Key: String] = [:]
        for index in steps.indices {
            let key = steps[index].key
            if let name = names[key] {
                steps[index].name = name
                continue
            }
            switch statements.step(for: key) {
            case .runUnprepared: break
            case .runPrepared(let name): steps[index].name = name
            case .prepare(let name):
                steps[index].name = name
                preparations[name] = steps[index]
            }
            names[key] = steps[index].name
        }
        return Array(preparations.values)
    }

    private func receive(_ preparations: [PipelineStep]) throws(PostgresError) -> [String: PostgresError] {
        var failures: [String: PostgresError] = [:]
        for step in preparations {
            guard let name = step.name else { continue }
            if let error = try handle.receiveStatement().error {
                failures[name] = error
            } else {
                statements.prepared(step.key, name: name)
            }
            try handle.receiveSync()
        }
        return failures
    }
}

/// A statement on its way through a pipeline.
struct PipelineStep {
    let key: StatementCache.Key
    let bindings: Bindings
    /// Its name in the server when it runs prepared.
    var name: String?
}
