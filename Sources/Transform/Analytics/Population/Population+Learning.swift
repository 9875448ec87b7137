package import Guilds

extension Population {
    /// What the guilds teach together; the same whatever their order.
    package static func learn(_ lessons: [GuildLesson], asOf: Timestamp) -> Population {
        let sorted = lessons.sorted { left, right in left.guild < right.guild }
        let raids = RaidLore.learn(sorted.map(\.raids))
        return Population(
            Content(
                asOf: asOf.seconds, guilds: sorted.count, raids: raids,
                leaving: LeaveModel.learn(sorted.map { lesson in (lesson.guild, lesson.leaving) }),
                peers: sorted.map { lesson in
                    var peer = lesson.peer
                    peer.progress = lesson.raids.progress(raids)
                    return peer
                }, figures: PeerTable.learn(sorted.compactMap(\.figures))))
    }
}
