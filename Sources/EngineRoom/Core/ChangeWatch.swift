/// Which changes from outside were told of.
struct ChangeWatch {
}
