import Foundation
import SafeText

/// The user's folders by the XDG base directory specification.
enum UserFolders {
    /// The folder of all incidents, below `$XDG_STATE_HOME`, else `~/.local/state`.
    static var incidents: String {
        folder("XDG_STATE_HOME", or: ".local/state") + "/quell/incidents"
    }
    /// Quell's part of the configuration: `$XDG_CONFIG_HOME/quell`, else `~/.config/quell`.
    static var configuration: String { folder("XDG_CONFIG_HOME", or: ".config") + "/quell" }

    /// A relative value is ignored, as the specification asks.
    private static func folder(_ variable: String, or fallback: String) -> String {
        let environment = ProcessInfo.processInfo.environment
        if let path = environment[variable], path.hasPrefix("/") { return path }
        return (environment["HOME"] ?? NSHomeDirectory()) + "/" + fallback
    }
}

/// Who sits at this console.
enum Actor {
    /// `user@host`.
    static var current: DisplayText {
        let user = ProcessInfo.processInfo.environment["USER"] ?? NSUserName()
        var host = [CChar](repeating: 0, count: 256)
        gethostname(&host, host.count - 1)
        let name = host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return DisplayText("\(user)@\(String(decoding: name, as: UTF8.self))")
    }
}
