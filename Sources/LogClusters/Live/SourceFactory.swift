import IncidentModel

#if canImport(Glibc)
    import Glibc
#endif

/// Makes the live form of a source that the configuration describes.
struct SourceFactory {
    let options: LogEngineOptions
    let ingest: Ingest
    let watch: FileWatch
    let wake: WakePipe

    /// The source with the place `index` among all.
    func make(_ definition: SourceDefinition, index: Int) -> any LiveSource {
        let gauge = SourceGauge(
            id: definition.id, kind: definition.kind, rateWindow: options.rateWindow)
        let service = definition.service.map { ingest.book.services.number(of: $0) } ?? 0
        let makeStream = { [ingest, options] in
            RecordStream(
                ingest: ingest, source: index, service: service, gauge: gauge,
                readsHeaders: options.readsHeaders, format: options.format)
        }
        func feed(_ feed: any LogFeed) -> FeedSource {
            FeedSource(
                feed: feed, options: options, now: ingest.now, wake: wake, gauge: gauge,
                makeStream: makeStream)
        }
        switch definition.kind {
        case .file(let path):
            return FileSource(
                owner: index, path: path, gauge: gauge, watch: watch,
                backlogBytes: options.backlogBytes, makeStream: makeStream)
        case .command(let command):
            return CommandSource(
                command: command, restartDelay: options.restartDelay, wake: wake, gauge: gauge,
                makeStream: makeStream)
        case .standardInput:
            return InputSource(input: STDIN_FILENO, gauge: gauge, stream: makeStream())
        case .descriptor(let descriptor):
            return InputSource(input: descriptor, gauge: gauge, stream: makeStream())
        case .journald(let journal): return feed(JournalFeed(journal))
        case .docker(let container): return feed(ContainerFeed(container: container))
        case .kubernetes(let pods):
            return feed(PodFeed(pods, stallLimit: options.stallLimit.wholeNanoseconds))
        case .gcloud(let cloud): return feed(CloudFeed(cloud, now: { WallTime.now }))
        }
    }
}
