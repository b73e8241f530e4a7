/// Past incidents, and which of them are like this one.
struct PastWatch {
}
