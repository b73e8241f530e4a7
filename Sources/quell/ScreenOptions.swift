import ArgumentParser

/// Options of every command that opens the screen.
struct ScreenOptions: ParsableArguments {
    @Option(help: "The theme's name, or a theme file.")
    var theme: String?

    @Flag(help: "Draw with ASCII characters only.")
    var ascii = false
}
