package import Guilds

/// World time, passed in: the system's clock in production, a virtual one on the simulator.
package struct WorldClock: Sendable {
    private let read: @Sendable () -> Timestamp

    /// A clock that is read by calling `read`, from any task.
    package init(_ read: @escaping @Sendable () -> Timestamp) {
        self.read = read
    }

    /// World time now.
    package var now: Timestamp { read() }
}
