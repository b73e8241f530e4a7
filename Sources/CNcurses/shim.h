// ncurses for Swift: its macros and mutable globals as functions and constants, which Swift 6 can use.
#ifndef QUELL_NCURSES_SHIM_H
#define QUELL_NCURSES_SHIM_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <stdbool.h>
#include <stdio.h>
#include <wchar.h>
#include <curses.h>
#include <term.h>

// wcwidth(3) is hidden when another header was read first without _GNU_SOURCE.
extern int wcwidth(wchar_t scalar);

static const attr_t nc_bold = A_BOLD;
static const attr_t nc_dim = A_DIM;
static const attr_t nc_underline = A_UNDERLINE;
static const attr_t nc_reverse = A_REVERSE;
static const attr_t nc_italic = A_ITALIC;

static inline WINDOW *nc_stdscr(void) { return stdscr; }
static inline int nc_columns(void) { return COLS; }
static inline int nc_lines(void) { return LINES; }
static inline int nc_colour_pairs(void) { return COLOR_PAIRS; }

// Loads a terminal's description for the nc_string and nc_number below. Returns 1, 0 (not known) or -1 (no database).
static inline int nc_load_description(const char *terminal, int fd) {
    int status = -1;
    int result = setupterm(terminal, fd, &status);
    return result == OK ? 1 : status > 0 ? 0 : status;
}

static inline void nc_forget_description(void) {
    if (cur_term) del_curterm(cur_term);
}

// A capability's bytes; NULL when the terminal has none. Valid until the description is forgotten.
static inline const char *nc_string(const char *capability) {
    const char *value = tigetstr(capability);
    return value == (const char *)-1 ? NULL : value;
}

// A capability's number; -1 when the terminal has none.
static inline int nc_number(const char *capability) {
    int value = tigetnum(capability);
    return value < 0 ? -1 : value;
}

// Makes a cell of one base scalar and its marks, ended by a zero.
static inline bool nc_make_cell(cchar_t *cell, const wchar_t *text, attr_t attributes, int pair) {
    return setcchar(cell, text, attributes, 0, &pair) == OK;
}

static inline bool nc_make_plain_cell(cchar_t *cell, wchar_t scalar, attr_t attributes, int pair) {
    wchar_t text[2] = {scalar, 0};
    return nc_make_cell(cell, text, attributes, pair);
}

static inline void nc_put_cells(int row, int column, const cchar_t *cells, int count) {
    mvwadd_wchnstr(stdscr, row, column, cells, count);
}

// Forgets what the terminal shows, so that the next refresh writes all of it.
static inline void nc_distrust_screen(void) { clearok(curscr, TRUE); }

#endif
