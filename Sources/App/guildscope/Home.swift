import FoundationEssentials
import SystemPackage

/// The folder that holds `migrations/` and `reports/`.
enum Home {
    /// The configured folder, else the working directory or the nearest folder above the program that fits.
    static func find(configured: String?) throws -> FilePath {
        if let configured {
            guard fits(configured) else {
                throw UserError(
                    "GUILDSCOPE_HOME names “\(configured)”, which holds no migrations folder", exit: .usage)
            }
            return FilePath(configured)
        }
        for folder in [FileManager.default.currentDirectoryPath]
            + ancestors(ofProgram: CommandLine.arguments[0])
        where fits(folder) {
            return FilePath(folder)
        }
        throw UserError(
            "no folder with migrations found: run from the checkout or set GUILDSCOPE_HOME to it",
            exit: .usage)
    }

    private static func fits(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: folder + "/migrations/0001_control.sql")
    }

    private static func ancestors(ofProgram path: String) -> [String] {
        let resolved = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? path
        var folder = FilePath(resolved)
        var folders: [String] = []
        // A build folder inside the checkout: …/.build/x86_64-…/release/guildscope is four levels deep.
        while folder.removeLastComponent(), !folder.isEmpty, folders.count < 8 {
            folders.append(folder.string)
        }
        return folders
    }
}
