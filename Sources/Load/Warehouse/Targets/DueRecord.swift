import Crawl
import Guilds
import Postgres
import Synchronization

/// The due heads that all claims and loads of one `Warehouse` share.
final class DueRecord: Sendable {
    private let heads: Mutex<DueHeads>

    /// `preference` is this process's own number; see `DueHeads`.
    init(preference: UInt64) {
        heads = Mutex(DueHeads(preference: preference))
    }

    /// A due time that was written.
    struct Due: Hashable, Sendable {
        let document: DocumentID
        let moment: Microseconds
    }

    /// Reads or changes the heads; nothing may wait in `body`.
    func with<Value: Sendable>(_ body: (inout DueHeads) -> Value) -> Value {
        heads.withLock { heads in body(&heads) }
    }

    /// Notes due times after they were committed.
    ///
    /// Afterwards, since a claim that does not see them yet may raise a head past them.
    func wrote(_ dues: some Sequence<Due>) {
        with { heads in
            for due in dues {
                for lane in due.document.lanes {
                    heads.lower(
                        DueHeads.Place(bucket: due.document.bucket.rawValue, lane: lane), to: due.moment)
                }
            }
        }
    }
}

extension DocumentID {
    /// The queues that the document stands in.
    fileprivate var lanes: [DueHeads.Lane] { kind == .status ? DueHeads.Lane.allCases : [.everything] }
}
