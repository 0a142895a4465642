/* camlint.h - the linter for camera directives in text-to-video prompts, as a C library.
 *
 *     camlint_options options = {0};
 *     camlint_engine *engine = NULL;
 *     camlint_result *found = NULL;
 *     camlint_error error;
 *
 *     options.size = sizeof options;
 *     options.model = "MiniMax-Hailuo-02";
 *     if (camlint_open(&options, &engine, &error) != CAMLINT_OK) fail(error.message);
 *     if (camlint_lint(engine, text, strlen(text), 0, &found, &error) != CAMLINT_OK) fail(error.message);
 *     for (int64_t i = 0; i < found->finding_count; ++i) use(found->rule[i], found->begin[i]);
 *     camlint_result_free(&found);
 *     camlint_close(&engine);
 *
 * Texts. A text is any bytes; it need not be UTF-8 (that it is not is a finding) and may hold NULs. Each text
 * is judged like a file of its own, whatever its neighbours are. The library reads the texts during a call and
 * keeps nothing of them. It reads no file but the configuration that is named to it, writes nothing, starts
 * nothing, reaches no network, and looks at no environment variable and no locale.
 *
 * Errors. A function that can fail gives a camlint_status, and says why in a camlint_error that the caller
 * owns and that may be NULL. What was to be made is NULL then. What is wrong with a text is a finding, never an
 * error. No C++ exception leaves the library; where memory runs out, that is CAMLINT_NO_MEMORY.
 *
 * Ownership. camlint_open and camlint_lint* give objects that camlint_close and camlint_result_free take back;
 * both set the caller's pointer to NULL, and do nothing where it is NULL already. A result does not need its
 * engine: either may go first. All pointers inside a result are the result's, inside of camlint_names the
 * engine's.
 *
 * Threads. An engine never changes: any number of threads may lint with one at once, without a lock. A result
 * never changes either. The library has no state of its own. Closing what another thread still uses is the
 * caller's mistake. The same engine and texts give the same bytes, for any number of threads.
 *
 * Units. Offsets count bytes from 0, in the text as it was given, and ends are exclusive. Code points count
 * from 0 likewise: they are what indexes a str of Python. Lines and columns count from 1; columns are code
 * points. A byte that is no part of UTF-8 counts as one code point, several in a row as Unicode's maximal
 * subparts. A byte order mark at the beginning of a text is a code point but takes no column.
 *
 * Growth. Structs that the caller fills begin with their size, and 0 or NULL in any field means that it is not
 * given. A result may get more fields at its end. Both raise CAMLINT_ABI_VERSION; what would break a program
 * changes the library's soname instead. Rules come and go with the version, so that a rule's number means the
 * same only within one; names are what stays.
 */
#ifndef CAMLINT_H
#define CAMLINT_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define CAMLINT_API __attribute__((visibility("default")))
#else
#define CAMLINT_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Of this header. A program may need a library whose camlint_abi_version() is at least this. */
#define CAMLINT_ABI_VERSION 1

typedef enum camlint_status {
    CAMLINT_OK = 0,
    CAMLINT_BAD_ARGUMENT = 1,  /* a NULL, a size, an offset: a mistake of the program that calls */
    CAMLINT_BAD_OPTION = 2,    /* an option's value is none that it can have */
    CAMLINT_BAD_CONFIG = 3,    /* the configuration cannot be read, or has mistakes */
    CAMLINT_TOO_LARGE = 4,     /* texts or findings exceed what 32 bits count: lint fewer at once */
    CAMLINT_NO_MEMORY = 5,
    CAMLINT_INTERNAL = 6       /* a defect of the library */
} camlint_status;

typedef struct camlint_error {
    int32_t status;     /* a camlint_status */
    char message[1020]; /* one line or several, UTF-8, ended by NUL, cut where it is long; "" for CAMLINT_OK */
} camlint_error;

/* What texts are meant for and how they are read. Strings are UTF-8, ended by NUL; NULL and "" mean the same. */
typedef struct camlint_options {
    size_t size;              /* sizeof(camlint_options) */
    const char *model;        /* the model that prompts are meant for, where they do not name one themselves */
    const char *resolution;   /* likewise */
    const char *provider;     /* likewise; a name of `camlint list providers` or of the configuration */
    const char *config;       /* path of a camlint.toml. NULL: none holds; the library searches for none. Its
                                 overrides, baseline and exclusions are about files and have no meaning here */
    const char *select;       /* rules or categories to run, commas between them; "all" for all */
    const char *ignore;       /* rules or categories to leave out, commas between them */
    const char *language;     /* of messages: "en" or "zh". NULL: what the configuration says, else English */
    const char *input_format; /* what each text is: "text", a prompt, is what NULL means; "json", a request body;
                                 "prompt", one with front matter; "markdown", "shell", "comfyui" */
    const char *name;         /* what texts go by: `file` in JSON */
    int64_t duration;         /* seconds that prompts are meant for; 0: not given */
} camlint_options;

/* Options as they are checked once and then hold for many calls. */
typedef struct camlint_engine camlint_engine;

/* Flags of camlint_lint and of a batch. */
#define CAMLINT_WITH_JSON 1u        /* fill `json_offsets` and `json_data` */
#define CAMLINT_WITHOUT_MESSAGES 2u /* leave every message empty, which saves the time of writing them */

/* Texts as Apache Arrow lays out a column of them: text i is data[offsets[i]] to data[offsets[i + 1]].
 * One of offsets32 (utf8, binary) and offsets64 (large_utf8, large_binary) is given, with length + 1 numbers,
 * the first one 0 or more, none smaller than the one before it, the last one at most data_size. Where length is
 * 0, neither is needed. No buffer needs to be aligned beyond its type. */
typedef struct camlint_batch {
    size_t size;              /* sizeof(camlint_batch) */
    int64_t length;           /* how many texts, at most 2147483646 */
    const int32_t *offsets32;
    const int64_t *offsets64;
    const char *data;
    int64_t data_size;        /* bytes of `data` */
    const uint8_t *validity;  /* NULL, or a bit per text, the least significant of a byte first: where it is 0
                                 there is no text, and so no finding */
    int64_t validity_offset;  /* the bit of the first text */
    uint32_t flags;           /* CAMLINT_WITH_JSON, CAMLINT_WITHOUT_MESSAGES */
    int32_t threads;          /* at most so many threads work on it; 0 and 1: the caller's alone */
} camlint_batch;

/* Findings of `length` texts, as Arrow lays out a column of type list<struct<...>>: the lists' offsets, and a
 * column for each field. The findings of text i are those from finding_offsets[i] to finding_offsets[i + 1],
 * sorted by place, then by the rule's name. Findings that a text itself suppresses are left out.
 *
 * Every buffer begins at a multiple of 64 bytes and is padded with zeros to a multiple of 64, as Arrow
 * recommends, and is there (not NULL) even if it holds nothing; but for json_*. No field is ever null. Columns
 * of texts are UTF-8, with U+FFFD where the input was not. */
typedef struct camlint_result {
    int64_t length;
    int64_t finding_count;
    int64_t edit_count;
    const int32_t *finding_offsets; /* length + 1 */

    /* A row for each finding. */
    const int32_t *rule;            /* into camlint_rule_names */
    const uint8_t *category;        /* into camlint_category_names */
    const uint8_t *severity;        /* into camlint_severity_names: 1 info, 2 warning, 3 error */
    const uint8_t *fix;             /* into camlint_safety_names, of the first fix: 0 none, 1 unsafe, 2 safe */
    const int32_t *prompt;          /* which prompt of its text; 0 where a text is a prompt */
    const int32_t *begin;           /* bytes of the text */
    const int32_t *end;
    const int32_t *start;           /* code points of the text: the same place as begin */
    const int32_t *stop;            /* and as end */
    const int32_t *line;            /* of the beginning */
    const int32_t *column;
    const int32_t *message_offsets; /* finding_count + 1, into message_data */
    const char *message_data;       /* not ended by NUL */
    const int32_t *edit_offsets;    /* finding_count + 1: the edits of each finding's first fix, among those
                                       below; none where there is no fix */

    /* A row for each edit: what takes the place of a part of the text. Edits of a fix belong together, are
     * sorted, and do not overlap. */
    const int32_t *edit_begin;
    const int32_t *edit_end;
    const int32_t *edit_start;
    const int32_t *edit_stop;
    const int32_t *edit_text_offsets; /* edit_count + 1, into edit_text_data */
    const char *edit_text_data;

    /* With CAMLINT_WITH_JSON, else NULL: of each finding the object that `camlint check -f jsonl` prints, with
     * all notes and fixes, without a line end. */
    const int32_t *json_offsets; /* finding_count + 1, into json_data */
    const char *json_data;
} camlint_result;

/* Names, twice: as a column of Arrow's type utf8, and as strings that are ended by NUL. */
typedef struct camlint_names {
    int32_t count;
    const int32_t *offsets; /* count + 1, into data */
    const char *data;
    const char *const *text; /* count */
} camlint_names;

/* "0.1.0"; the library's, for ever. */
CAMLINT_API const char *camlint_version(void);

/* CAMLINT_ABI_VERSION of the library. */
CAMLINT_API int32_t camlint_abi_version(void);

/* Makes an engine; `options` may be NULL. That costs as much as linting tens of texts, and more with a
 * configuration: keep the engine. */
CAMLINT_API camlint_status camlint_open(const camlint_options *options, camlint_engine **engine,
                                        camlint_error *error);

/* Gives an engine back. */
CAMLINT_API void camlint_close(camlint_engine **engine);

/* What the codes of a result mean. The engine's. */
CAMLINT_API const camlint_names *camlint_rule_names(const camlint_engine *engine);
CAMLINT_API const camlint_names *camlint_category_names(const camlint_engine *engine);
CAMLINT_API const camlint_names *camlint_severity_names(const camlint_engine *engine);
CAMLINT_API const camlint_names *camlint_safety_names(const camlint_engine *engine);

/* Lints one text of `size` bytes, at most 2147483646; `text` may be NULL where `size` is 0. An empty text is a
 * prompt that is empty, which is a finding. */
CAMLINT_API camlint_status camlint_lint(const camlint_engine *engine, const char *text, size_t size,
                                        uint32_t flags, camlint_result **result, camlint_error *error);

/* Lints many. All is checked before anything is linted; on an error there is no result. */
CAMLINT_API camlint_status camlint_lint_batch(const camlint_engine *engine, const camlint_batch *batch,
                                              camlint_result **result, camlint_error *error);

/* Gives a result back, with all its buffers. */
CAMLINT_API void camlint_result_free(camlint_result **result);

#ifdef __cplusplus
}
#endif

#endif
