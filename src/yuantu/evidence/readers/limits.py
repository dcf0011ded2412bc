"""How much of a stranger's file is read before enough is enough?

Every bound that protects memory and time, in one place. What lies beyond a bound is refused or reported as unread with
its share; nothing is dropped in silence.
"""

MEGABYTE = 1 << 20

# A whole file that is not plain text; text is streamed.
MOST_BYTES = 200 * MEGABYTE
# What an archive (docx, xlsx, ods) may unpack to, in all, and how many times its own size once that is large.
MOST_UNPACKED_BYTES = 256 * MEGABYTE
FREE_UNPACKED_BYTES = 4 * MEGABYTE
MOST_RATIO = 100
MOST_PARTS = 10_000
# Elements of one XML part, and how deep elements may nest.
MOST_ELEMENTS = 4_000_000
MOST_DEPTH = 1_000
# Cells of one workbook that are held, and the area that merged cells are spread over.
MOST_CELLS = 300_000
MOST_SPREAD_CELLS = 300_000
# Cells that an ods file only says to be as the one before: a few bytes may ask for all of a sheet.
MOST_REPEATED_CELLS = 60_000
# Excel itself holds no more in a cell.
MOST_CELL_CHARACTERS = 32_767
# A paragraph of plain text is passed on in pieces of at most this many characters.
MOST_PARAGRAPH_CHARACTERS = 20_000
MOST_PAGES = 3_000
MOST_PAGE_CHARACTERS = 200_000
# A reader in a process of its own: start, then by size.
CHILD_SECONDS = 10.0
CHILD_SECONDS_PER_BYTE = 1.0 / 100_000
CHILD_BYTES = 1_536 * MEGABYTE
# How many places of one sort a message names.
MOST_NAMED = 8
# Bytes that do not decode, as a share of all, before a file counts as no text.
MOST_BROKEN_SHARE = 0.01
