import Console
import EngineRoom
import Glibc
import IncidentModel
import SafeText
import Testing

@testable import ConsoleRuntime

/// However much engines post, the loop is woken once and sees the newest.
struct MailboxTests {
    @Test func newerValueReplacesTheOlder() {
        let mailbox = Mailbox()
        var logs = LogStatus()
        for lines in 1...1000 {
            logs.lines = lines
            mailbox.post(.logs(logs))
        }
        #expect(mailbox.takeAll().logs?.lines == 1000)
        #expect(mailbox.takeAll().logs == nil)
    }

    @Test func sentencesAndEventsKeepTheirOrder() {
        let mailbox = Mailbox()
        mailbox.post(.noticed("first"))
        mailbox.post(.refused("second"))
        let messages = MailSorter.messages(
            from: mailbox.takeAll(), onRunning: { _ in }, onForeground: { _ in })
        let texts = messages.compactMap { message -> DisplayText? in
            switch message {
            case .noticed(let text), .requestRefused(let text): text
            default: nil
            }
        }
        #expect(texts == ["first", "second"])
    }

    @Test func outputOfEachRunIsKeptOnceTheNewest() {
        let mailbox = Mailbox()
        let step = StepID(runbook: RunbookID("r"), phase: 1, step: 1)
        for total in 1...5 {
            mailbox.post(.output(OutputPage(run: RunID("a"), step: step, totalLines: total)))
            mailbox.post(.output(OutputPage(run: RunID("b"), step: step, totalLines: total)))
        }
        #expect(mailbox.takeAll().outputs.map(\.totalLines) == [5, 5])
    }

    @Test func steadyReadingsDoNotWakeTheLoop() {
        let mailbox = Mailbox()
        mailbox.post(.services([], isUrgent: false))
        #expect(!isReadable(mailbox.descriptor))
        mailbox.post(.services([], isUrgent: true))
        #expect(isReadable(mailbox.descriptor))
        #expect(mailbox.takeAll().services != nil)
        #expect(!isReadable(mailbox.descriptor))
    }

    private func isReadable(_ descriptor: Int32) -> Bool {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, 0) == 1
    }
}
