/* The C library as a C program uses it: what it finds, what it refuses, who owns what, and two threads at once. What
 * is expected was counted by hand. */

#include <camlint.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void expect_at(int holds, const char *what, int line) {
    if (holds) return;
    fprintf(stderr, "line %d: %s does not hold\n", line, what);
    exit(1);
}
#define EXPECT(condition) expect_at((condition), #condition, __LINE__)

/* "猫 [Psuh in]": the cat has 3 bytes, the label begins behind it, a blank and a bracket. */
static const char cat[] = "\xE7\x8C\xAB [Psuh in]";

static camlint_engine *open_engine(const camlint_options *options) {
    camlint_engine *engine = NULL;
    camlint_error error;
    EXPECT(camlint_open(options, &engine, &error) == CAMLINT_OK);
    EXPECT(engine != NULL && error.status == CAMLINT_OK && error.message[0] == '\0');
    return engine;
}

static int is_named(const camlint_names *names, int32_t code, const char *name) {
    size_t size = (size_t)(names->offsets[code + 1] - names->offsets[code]);
    return code >= 0 && code < names->count && strcmp(names->text[code], name) == 0 && size == strlen(name) &&
           memcmp(names->data + names->offsets[code], name, size) == 0;
}

static void test_one(void) {
    camlint_engine *engine = open_engine(NULL);
    camlint_result *found = NULL;
    EXPECT(camlint_lint(engine, cat, strlen(cat), 0, &found, NULL) == CAMLINT_OK);
    EXPECT(found->length == 1 && found->finding_count == 1 && found->edit_count == 1);
    EXPECT(found->finding_offsets[0] == 0 && found->finding_offsets[1] == 1);
    EXPECT(is_named(camlint_rule_names(engine), found->rule[0], "unknown-command"));
    EXPECT(is_named(camlint_category_names(engine), found->category[0], "command"));
    EXPECT(is_named(camlint_severity_names(engine), found->severity[0], "warning"));
    EXPECT(is_named(camlint_safety_names(engine), found->fix[0], "unsafe"));
    EXPECT(found->severity[0] == 2 && found->fix[0] == 1 && found->prompt[0] == 0);
    EXPECT(found->begin[0] == 5 && found->end[0] == 12);
    EXPECT(found->start[0] == 3 && found->stop[0] == 10);
    EXPECT(found->line[0] == 1 && found->column[0] == 4);
    EXPECT(found->edit_offsets[0] == 0 && found->edit_offsets[1] == 1);
    EXPECT(found->edit_begin[0] == 5 && found->edit_end[0] == 12);
    EXPECT(found->edit_start[0] == 3 && found->edit_stop[0] == 10);
    EXPECT(found->edit_text_offsets[1] == 7 && memcmp(found->edit_text_data, "Push in", 7) == 0);
    EXPECT(found->message_offsets[0] == 0 && found->message_offsets[1] > 10);
    EXPECT(memcmp(found->message_data, "'Psuh in' is not one of", 23) == 0);
    EXPECT(found->json_offsets == NULL && found->json_data == NULL);
    camlint_result_free(&found);

    EXPECT(camlint_lint(engine, cat, strlen(cat), CAMLINT_WITH_JSON | CAMLINT_WITHOUT_MESSAGES, &found, NULL) == 0);
    EXPECT(found->message_offsets[1] == 0);
    EXPECT(memcmp(found->json_data, "{\"rule\":\"unknown-command\",", 26) == 0);
    EXPECT(found->json_data[found->json_offsets[1] - 1] == '}');
    camlint_result_free(&found);

    EXPECT(camlint_lint(engine, NULL, 0, 0, &found, NULL) == CAMLINT_OK);
    EXPECT(found->finding_count == 1 && is_named(camlint_rule_names(engine), found->rule[0], "empty-prompt"));
    camlint_close(&engine);
    EXPECT(found->begin[0] == 0 && found->end[0] == 0); /* a result does not need its engine */
    camlint_result_free(&found);
}

/* Four texts: the cat, one that is clean, one that is not there, and the cat again. */
static const char data[] = "\xE7\x8C\xAB [Psuh in]A cat.nothing\xE7\x8C\xAB [Psuh in]";
static const int32_t offsets32[] = {0, 13, 19, 26, 39};
static const int64_t offsets64[] = {0, 13, 19, 26, 39};
static const uint8_t validity[] = {0xB0}; /* texts 4, 5 and 7 of a longer column: 1011 from its bit 4 on */

static camlint_batch batch_of_four(void) {
    camlint_batch batch = {0};
    batch.size = sizeof batch;
    batch.length = 4;
    batch.offsets32 = offsets32;
    batch.data = data;
    batch.data_size = 39;
    batch.validity = validity;
    batch.validity_offset = 4;
    return batch;
}

static void expect_four(const camlint_result *found) {
    EXPECT(found->length == 4 && found->finding_count == 2);
    EXPECT(found->finding_offsets[1] == 1 && found->finding_offsets[2] == 1 && found->finding_offsets[3] == 1);
    EXPECT(found->finding_offsets[4] == 2);
    EXPECT(found->begin[0] == 5 && found->begin[1] == 5 && found->rule[0] == found->rule[1]);
    EXPECT(found->edit_offsets[1] == 1 && found->edit_offsets[2] == 2);
}

static void test_batch(void) {
    camlint_engine *engine = open_engine(NULL);
    camlint_result *found = NULL;
    camlint_batch batch = batch_of_four();
    EXPECT(camlint_lint_batch(engine, &batch, &found, NULL) == CAMLINT_OK);
    expect_four(found);
    camlint_result_free(&found);
    batch.offsets32 = NULL;
    batch.offsets64 = offsets64;
    EXPECT(camlint_lint_batch(engine, &batch, &found, NULL) == CAMLINT_OK);
    expect_four(found);
    camlint_result_free(&found);

    batch = batch_of_four(); /* a part of it, as Arrow slices: clean, nothing, cat */
    batch.offsets32 += 1;
    batch.validity_offset += 1;
    batch.length = 3;
    EXPECT(camlint_lint_batch(engine, &batch, &found, NULL) == CAMLINT_OK);
    EXPECT(found->finding_count == 1 && found->finding_offsets[2] == 0 && found->finding_offsets[3] == 1);
    camlint_result_free(&found);

    memset(&batch, 0, sizeof batch); /* none at all */
    batch.size = sizeof batch;
    EXPECT(camlint_lint_batch(engine, &batch, &found, NULL) == CAMLINT_OK);
    EXPECT(found->length == 0 && found->finding_count == 0 && found->finding_offsets[0] == 0);
    EXPECT(found->rule != NULL && found->message_data != NULL && found->message_offsets[0] == 0);
    camlint_result_free(&found);
    camlint_close(&engine);
}

static void expect_refused(const camlint_engine *engine, const camlint_batch *batch, int status, const char *why) {
    camlint_result *found = (camlint_result *)&data; /* must not be left as it is */
    camlint_error error;
    EXPECT(camlint_lint_batch(engine, batch, &found, &error) == (camlint_status)status);
    EXPECT(found == NULL && error.status == status);
    if (strstr(error.message, why) == NULL) fprintf(stderr, "'%s' is not in '%s'\n", why, error.message);
    EXPECT(strstr(error.message, why) != NULL);
    EXPECT(camlint_lint_batch(engine, batch, &found, NULL) == (camlint_status)status);
}

static void test_bad_batches(void) {
    static const int32_t negative[] = {-1, 13, 19, 26, 39};
    static const int32_t falling[] = {0, 13, 12, 26, 39};
    static const int32_t behind[] = {0, 13, 19, 26, 40};
    static const int64_t far[] = {0, INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX};
    camlint_engine *engine = open_engine(NULL);
    camlint_batch batch = batch_of_four();

#define REFUSED(change, status, why)            \
    batch = batch_of_four();                    \
    change;                                     \
    expect_refused(engine, &batch, status, why)

    REFUSED(batch.offsets32 = negative, CAMLINT_BAD_ARGUMENT, "offset 0 is -1");
    REFUSED(batch.offsets32 = falling, CAMLINT_BAD_ARGUMENT, "offset 2 is 12, smaller than 13");
    REFUSED(batch.offsets32 = behind, CAMLINT_BAD_ARGUMENT, "offset 4 is 40, behind the 39 bytes");
    REFUSED((batch.offsets32 = NULL, batch.offsets64 = far), CAMLINT_BAD_ARGUMENT, "behind the 39 bytes");
    REFUSED(batch.offsets64 = offsets64, CAMLINT_BAD_ARGUMENT, "both given");
    REFUSED(batch.offsets32 = NULL, CAMLINT_BAD_ARGUMENT, "both NULL");
    REFUSED(batch.data = NULL, CAMLINT_BAD_ARGUMENT, "data is NULL");
    REFUSED(batch.data_size = -1, CAMLINT_BAD_ARGUMENT, "data_size is -1");
    REFUSED(batch.length = -1, CAMLINT_BAD_ARGUMENT, "length is -1");
    REFUSED(batch.length = INT64_MAX, CAMLINT_TOO_LARGE, "9223372036854775807 texts");
    REFUSED(batch.length = INT32_MAX, CAMLINT_TOO_LARGE, "2147483647 texts");
    REFUSED(batch.validity_offset = -1, CAMLINT_BAD_ARGUMENT, "validity_offset is -1");
    REFUSED(batch.threads = -1, CAMLINT_BAD_ARGUMENT, "threads is -1");
    REFUSED(batch.flags = 4, CAMLINT_BAD_ARGUMENT, "flags: 0x4");
    REFUSED(batch.size = 0, CAMLINT_BAD_ARGUMENT, "size is not set");
    REFUSED(batch.size = SIZE_MAX, CAMLINT_BAD_ARGUMENT, "size is not set");
    expect_refused(engine, NULL, CAMLINT_BAD_ARGUMENT, "batch is NULL");
    batch = batch_of_four();
    expect_refused(NULL, &batch, CAMLINT_BAD_ARGUMENT, "engine is NULL");
    EXPECT(camlint_lint_batch(engine, &batch, NULL, NULL) == CAMLINT_BAD_ARGUMENT);

    camlint_result *found = NULL;
    EXPECT(camlint_lint(engine, NULL, 1, 0, &found, NULL) == CAMLINT_BAD_ARGUMENT);
    EXPECT(camlint_lint(engine, cat, SIZE_MAX, 0, &found, NULL) == CAMLINT_TOO_LARGE);
    EXPECT(camlint_lint(engine, cat, 1, 8, &found, NULL) == CAMLINT_BAD_ARGUMENT);
    EXPECT(camlint_lint(NULL, cat, 1, 0, &found, NULL) == CAMLINT_BAD_ARGUMENT);
    EXPECT(camlint_lint(engine, cat, 1, 0, NULL, NULL) == CAMLINT_BAD_ARGUMENT);
    camlint_close(&engine);
}

static void expect_no_engine(const camlint_options *options, int status, const char *why) {
    camlint_engine *engine = (camlint_engine *)&data;
    camlint_error error;
    EXPECT(camlint_open(options, &engine, &error) == (camlint_status)status);
    EXPECT(engine == NULL && error.status == status);
    if (strstr(error.message, why) == NULL) fprintf(stderr, "'%s' is not in '%s'\n", why, error.message);
    EXPECT(strstr(error.message, why) != NULL);
}

static void test_options(void) {
    camlint_options options;
    camlint_engine *engine = NULL;

#define WRONG(change, status, why)         \
    memset(&options, 0, sizeof options);   \
    options.size = sizeof options;         \
    change;                                \
    expect_no_engine(&options, status, why)

    WRONG(options.provider = "minimx", CAMLINT_BAD_OPTION, "provider takes");
    WRONG(options.select = "command-case,coman", CAMLINT_BAD_OPTION, "select names no rule: 'coman'");
    WRONG(options.ignore = "comand-case", CAMLINT_BAD_OPTION, "did you mean 'command-case'?");
    WRONG(options.language = "de", CAMLINT_BAD_OPTION, "language takes en, zh, not 'de'");
    WRONG(options.input_format = "jsn", CAMLINT_BAD_OPTION, "did you mean 'json'?");
    WRONG(options.input_format = "csv", CAMLINT_BAD_OPTION, "input_format takes text, prompt, json");
    WRONG(options.duration = -6, CAMLINT_BAD_OPTION, "duration takes a whole number");
    WRONG(options.duration = INT64_MAX, CAMLINT_BAD_OPTION, "duration takes a whole number");
    WRONG(options.config = "/nowhere/camlint.toml", CAMLINT_BAD_CONFIG, "/nowhere/camlint.toml: cannot read it");
    WRONG(options.size = 8, CAMLINT_BAD_ARGUMENT, "size is not set");
    EXPECT(camlint_open(&options, NULL, NULL) == CAMLINT_BAD_ARGUMENT);

    /* A newer program: what it does not give is no matter, what it gives is not passed over. */
    struct {
        camlint_options known;
        const char *more;
    } newer;
    memset(&newer, 0, sizeof newer);
    newer.known.size = sizeof newer;
    newer.known.language = "zh";
    engine = open_engine(&newer.known);
    camlint_close(&engine);
    newer.more = "x";
    expect_no_engine(&newer.known, CAMLINT_BAD_ARGUMENT, "fields of a newer library");
}

static void test_nothing_to_close(void) {
    camlint_engine *engine = open_engine(NULL);
    camlint_result *found = NULL;
    EXPECT(camlint_lint(engine, "x", 1, 0, &found, NULL) == CAMLINT_OK);
    camlint_close(&engine);
    EXPECT(engine == NULL);
    camlint_close(&engine);
    camlint_close(NULL);
    camlint_result_free(&found);
    EXPECT(found == NULL);
    camlint_result_free(&found);
    camlint_result_free(NULL);
    EXPECT(camlint_rule_names(NULL) == NULL && camlint_severity_names(NULL) == NULL);
    EXPECT(camlint_category_names(NULL) == NULL && camlint_safety_names(NULL) == NULL);
}

enum { many = 5000 };
static const char line[] = "A man opens a book [Psuh in], then reads [dolly in] (Push In)[ ]\n";
static char many_data[sizeof line * many];
static int32_t many_offsets[many + 1];

/* Each text is another cut of the line, so that most differ and many end inside a word. */
static void make_many(void) {
    int32_t end = 0;
    for (int i = 0; i < many; ++i) {
        int32_t size = i % (int)(sizeof line);
        memcpy(many_data + end, line, (size_t)size);
        end += size;
        many_offsets[i + 1] = end;
    }
}

static void expect_equal(const camlint_result *a, const camlint_result *b) {
    size_t n = (size_t)a->finding_count, m = (size_t)a->edit_count;
    EXPECT(a->length == b->length && a->finding_count == b->finding_count && a->edit_count == b->edit_count);
#define EQUAL(column, count) EXPECT(memcmp(a->column, b->column, (count) * sizeof *a->column) == 0)
    EQUAL(finding_offsets, (size_t)a->length + 1);
    EQUAL(rule, n);
    EQUAL(category, n);
    EQUAL(severity, n);
    EQUAL(fix, n);
    EQUAL(prompt, n);
    EQUAL(begin, n);
    EQUAL(end, n);
    EQUAL(start, n);
    EQUAL(stop, n);
    EQUAL(line, n);
    EQUAL(column, n);
    EQUAL(message_offsets, n + 1);
    EQUAL(message_data, (size_t)a->message_offsets[n]);
    EQUAL(edit_offsets, n + 1);
    EQUAL(edit_begin, m);
    EQUAL(edit_end, m);
    EQUAL(edit_start, m);
    EQUAL(edit_stop, m);
    EQUAL(edit_text_offsets, m + 1);
    EQUAL(edit_text_data, (size_t)a->edit_text_offsets[m]);
    EQUAL(json_offsets, n + 1);
    EQUAL(json_data, (size_t)a->json_offsets[n]);
}

static camlint_result *lint_many(const camlint_engine *engine, int threads) {
    camlint_batch batch = {0};
    camlint_result *found = NULL;
    batch.size = sizeof batch;
    batch.length = many;
    batch.offsets32 = many_offsets;
    batch.data = many_data;
    batch.data_size = (int64_t)sizeof many_data;
    batch.flags = CAMLINT_WITH_JSON;
    batch.threads = threads;
    EXPECT(camlint_lint_batch(engine, &batch, &found, NULL) == CAMLINT_OK);
    return found;
}

static void test_thread_counts(void) {
    static const int counts[] = {0, 2, 7, INT32_MAX};
    camlint_engine *engine = open_engine(NULL);
    camlint_result *one = lint_many(engine, 1);
    EXPECT(one->finding_count > many / 2 && one->edit_count > many / 2);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; ++i) {
        camlint_result *other = lint_many(engine, counts[i]);
        expect_equal(one, other);
        camlint_result_free(&other);
    }
    camlint_result_free(&one);
    camlint_close(&engine);
}

static void *work(void *engine) { return lint_many(engine, 1); }

static void test_two_threads(void) {
    camlint_engine *engine = open_engine(NULL);
    pthread_t threads[2];
    void *found[2];
    for (int i = 0; i < 2; ++i) EXPECT(pthread_create(&threads[i], NULL, work, engine) == 0);
    for (int i = 0; i < 2; ++i) EXPECT(pthread_join(threads[i], &found[i]) == 0);
    camlint_close(&engine);
    camlint_result *results[2] = {found[0], found[1]};
    expect_equal(results[0], results[1]);
    for (int i = 0; i < 2; ++i) camlint_result_free(&results[i]);
}

static void expect_padded(const void *column, size_t size) {
    const unsigned char *bytes = column;
    EXPECT((uintptr_t)column % 64 == 0);
    for (size_t i = size; i % 64 != 0; ++i) EXPECT(bytes[i] == 0);
}

static void test_layout(void) {
    camlint_engine *engine = open_engine(NULL);
    camlint_result *found = lint_many(engine, 3);
    size_t n = (size_t)found->finding_count;
    expect_padded(found->finding_offsets, (many + 1) * 4);
    expect_padded(found->rule, n * 4);
    expect_padded(found->severity, n);
    expect_padded(found->message_offsets, (n + 1) * 4);
    expect_padded(found->message_data, (size_t)found->message_offsets[n]);
    expect_padded(found->edit_text_data, (size_t)found->edit_text_offsets[found->edit_count]);
    expect_padded(found->json_data, (size_t)found->json_offsets[n]);
    camlint_result_free(&found);
    EXPECT(camlint_lint(engine, "A cat.", 6, 0, &found, NULL) == CAMLINT_OK);
    EXPECT(found->finding_count == 0);
    expect_padded(found->rule, 0);
    expect_padded(found->message_data, 0);
    camlint_result_free(&found);
    camlint_close(&engine);
}

int main(void) {
    EXPECT(camlint_abi_version() == CAMLINT_ABI_VERSION);
    EXPECT(strchr(camlint_version(), '.') != NULL);
    make_many();
    test_one();
    test_batch();
    test_bad_batches();
    test_options();
    test_nothing_to_close();
    test_thread_counts();
    test_two_threads();
    test_layout();
    return 0;
}
