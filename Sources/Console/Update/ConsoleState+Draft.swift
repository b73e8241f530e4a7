import CellGrid
import IncidentModel
import SafeText

/// Writing a status update. Nothing is recorded before it leaves.
extension ConsoleState {
    /// Shows a draft that was asked for.
    mutating func takeDraft(_ draft: UpdateDraft) -> [ConsoleEffect] {
        if setup.isReadOnly { return [] }
        guard awaitedDraft == draft.audience else { return [] }
        awaitedDraft = nil
        if isAsking {
            let key = setup.keyMap.label(for: .sendUpdate)
            return refuse("The update for \(draft.audience) is drafted: \(key) asks for it again.")
        }
        flash = nil
        let sheet = DraftSheet(
            audience: draft.audience, upTo: draft.upTo, area: TextArea(draft.text))
        overlays.append(.record(RecordPage(kind: .draft(sheet))))
        return []
    }

    /// The columns and rows that the text of a draft has.
    var draftRoom: Size {
        let inside = layout.body.inset(columns: 3, rows: 1)
        return Size(columns: max(2, inside.columns - 1), rows: max(1, inside.rows))
    }

    mutating func pressInDraft(_ key: Key, _ sheet: DraftSheet) -> [ConsoleEffect]? {
        if sheet.isEditing { return editDraft(key, sheet) }
        if sheet.sent != nil, key != .escape {
            return refuse("The update is on its way: a moment, please.")
        }
        let movement = setup.keyMap.action(for: key)?.movement
        flash = nil
        switch key {
        case .character("i"), .enter:
            changeDraft { $0.isEditing = true }
            return []
        case .character("e"), .control("e"): return lendDraft()
        case .character("y"): return sendDraft(by: .clipboard)
        case .character("s"): return sendDraft(by: .byHand)
        case .character("w"):
            ask(.fact(.draftFile), "update-\(sheet.audience).md")
            return []
        case .character("p"):
            guard !setup.updateCommand.isEmpty else {
                return refuse("No command gets updates: incident.update_command names one.")
            }
            return sendDraft(by: .command(setup.updateCommand))
        case .escape, .character("q"): return leaveDraft(sheet)
        case .character("?"), .function(1): return nil
        case .character, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right,
            .home, .end, .pageUp, .pageDown, .function, .control, .alt, .unknown:
            if let movement {
                scrollDraft(movement, sheet)
                return []
            }
            return refuse("That does nothing here: the keys of the draft stand below.")
        }
    }

    private mutating func editDraft(_ key: Key, _ sheet: DraftSheet) -> [ConsoleEffect] {
        if key == .control("e") { return lendDraft() }
        if key == .escape {
            changeDraft { $0.isEditing = false }
            return []
        }
        let room = draftRoom
        var changed = sheet
        let before = sheet.area.text
        guard changed.area.handle(key, columns: room.columns, height: room.rows) else { return [] }
        if changed.area.text != before { changed.isEdited = true }
        changeDraft { $0 = changed }
        if case .character = key, changed.area.text == before {
            return refuse("An update has at most \(TextArea.byteLimit / 1_024) KB.")
        }
        return []
    }

    /// Puts pasted text into the draft; nil when none is being edited.
    mutating func pasteInDraft(_ text: String) -> [ConsoleEffect]? {
        guard let sheet = recordPage?.draft, sheet.isEditing else { return nil }
        var changed = sheet
        let isWhole = changed.area.insert(text)
        changed.isEdited = true
        changeDraft { $0 = changed }
        if isWhole { return [] }
        return refuse("Not all was pasted: an update has at most \(TextArea.byteLimit / 1_024) KB.")
    }

    private mutating func changeDraft(_ change: (inout DraftSheet) -> Void) {
        changePage { page in
            guard var sheet = page.draft else { return }
            change(&sheet)
            page.kind = .draft(sheet)
        }
    }

    private mutating func scrollDraft(_ movement: Movement, _ sheet: DraftSheet) {
        let room = draftRoom
        let count = TextLayout(sheet.area.characters, columns: room.columns).rows.count
        let limit = max(0, count - room.rows)
        let distance: Int =
            switch movement {
            case .rows(let rows): rows
            case .pages(let pages): pages * max(1, room.rows - 1)
            case .start: -sheet.top
            case .end: limit - sheet.top
            }
        changeDraft { $0.top = min(max(0, sheet.top + distance), limit) }
    }

    private mutating func leaveDraft(_ sheet: DraftSheet) -> [ConsoleEffect] {
        if sheet.isEdited, sheet.sent == nil {
            ask(.discardDraft)
        } else {
            overlays.removeLast()
        }
        return []
    }

    // MARK: The person's own editor

    private mutating func lendDraft() -> [ConsoleEffect] {
        guard let sheet = recordPage?.draft else { return [] }
        changeDraft { $0.isLent = true }
        return [.editText(sheet.area.text)]
    }

    /// The text comes back from a person's editor; nil when it is as it was.
    mutating func takeEditedText(_ text: String?) {
        for index in overlays.indices {
            guard case .record(var page) = overlays[index], var sheet = page.draft, sheet.isLent
            else { continue }
            sheet.isLent = false
            if let text {
                sheet.area = TextArea(text)
                (sheet.isEdited, sheet.top) = (true, 0)
            }
            page.kind = .draft(sheet)
            overlays[index] = .record(page)
        }
    }

    // MARK: Leaving

    /// Asks for the update to leave; the record says when it has.
    mutating func sendDraft(by channel: UpdateChannel) -> [ConsoleEffect] {
        guard let sheet = recordPage?.draft else { return [] }
        if let readOnlyReason { return refuse(readOnlyReason) }
        if sheet.area.isBlank { return refuse("An empty update says nothing: i writes it.") }
        changeDraft { $0.sent = channel }
        return [.sendUpdate(audience: sheet.audience, text: sheet.area.text, by: channel)]
    }

    /// An update is on record: its draft has done its work.
    mutating func draftWentOut(to audience: DisplayText, _ channel: UpdateChannel?) {
        let count = overlays.count
        overlays.removeAll { overlay in
            guard case .record(let page) = overlay, let sheet = page.draft, sheet.sent != nil
            else { return false }
            return sheet.audience == audience && sheet.sent.map(Way.init) == channel.map(Way.init)
        }
        guard overlays.count != count else { return }
        let way: DisplayText =
            switch channel {
            case .clipboard: "copied, and recorded as sent"
            case .file(let path): "written to \(path), and recorded as sent"
            case .command(let command): "given to \(command), and recorded as sent"
            case .byHand, nil: "recorded as sent"
            }
        show("The update for \(audience) is \(way).", .notice)
    }

    /// A channel without its details: the record names a file by its whole path.
    private enum Way: Equatable {
        case clipboard, file, command, byHand

        init(_ channel: UpdateChannel) {
            switch channel {
            case .clipboard: self = .clipboard
            case .file: self = .file
            case .command: self = .command
            case .byHand: self = .byHand
            }
        }
    }

    /// True while a draft that somebody changed has not left.
    var hasUnsentDraft: Bool {
        overlays.contains { overlay in
            if case .record(let page) = overlay { page.draft?.isEdited == true } else { false }
        }
    }
}
