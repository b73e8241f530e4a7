import Foundation

/// Compiles a pattern with the engine that the classifier uses.
enum NSPattern {
    static func compile(_ pattern: String) throws {
        _ = try NSRegularExpression(pattern: pattern)
    }
}
