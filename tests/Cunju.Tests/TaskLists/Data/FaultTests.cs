using Xunit;

namespace Cunju.Tests.TaskLists.Data;

/// <summary>Each fault is seeded by editing the real list, and must be reported where it was seeded, with a word that says what is wrong.</summary>
public sealed class FaultTests
{
    /// <summary>name, what stands in the file, what is written instead, a word of the message.</summary>
    public static TheoryData<string, string, string, string> Faults =>
        new()
        {
            { "unknown shape", "        shape: dates", "        shape: date", "是否想写「dates」" },
            {
                "unknown key",
                "        modality: must\n        of: [meeting.assembly]",
                "        modalty: must\n        of: [meeting.assembly]",
                "是否想写「modality」"
            },
            { "unknown key in the pack", "  edition: \"2023\"", "  edition: \"2023\"\n  edtion: \"2023\"", "是否想写「edition」" },
            // Words that say aloud what holds anyway may say nothing else, and words that meant nothing are gone.
            { "order that is none", "        order: strict ", "        order: loose ", "的「order」「loose」无法识别" },
            {
                "order of a chain that is no table",
                "        order: { made: [], posted: [made], filed: [made] }",
                "        order: strict",
                "应为「名称: 值」"
            },
            { "holding that is none", "        holds: every-day", "        holds: every-dey", "是否想写「every-day」" },
            { "members counted another way", "counts: director-included", "counts: director-excluded", "是否想写「director-included」" },
            {
                "breach that is none",
                "        breach: taken-down-early ",
                "        breach: put-up-late ",
                "的「breach」「put-up-late」无法识别"
            },
            {
                "another fate of what is too much",
                "over-max: accepted-with-note",
                "over-max: returned",
                "的「over-max」「returned」无法识别"
            },
            {
                "look-back nobody reads",
                "        present: once   ",
                "        lookback: unlimited\n        present: once   ",
                "「lookback」无法识别"
            },
            {
                "freshness nobody reads",
                "        present: this-year ",
                "        fresh: { within: year }\n        present: this-year ",
                "「fresh」无法识别"
            },
            { "case nobody reads", "        of: decision.step", "        case: decision\n        of: decision.step", "「case」无法识别" },
            {
                "checks of a step nobody makes",
                "same-day-as: open.quarterly }",
                "same-day-as: open.quarterly, checks: [signatures] }",
                "「checks」无法识别"
            },
            {
                "obligation cited that is none",
                "corroborated-by: [decision.four-two,",
                "corroborated-by: [decision.fourtwo,",
                "是否想写「decision.four-two」"
            },
            { "reviewer who is nobody", "        review: { by: bureau }", "        review: { by: burea }", "是否想写「bureau」" },
            { "missing title", "        title: 每季度至少2次协商会议\n", "", "缺少「title」" },
            {
                "unknown kind",
                "        of: [meeting.consultation]",
                "        of: [meeting.consultaton]",
                "是否想写「meeting.consultation」"
            },
            {
                "unknown parameter",
                "at-least: $consultations-per-quarter",
                "at-least: $consultation-per-quarter",
                "是否想写「consultations-per-quarter」"
            },
            { "parameter of the wrong type", "at-least: $consultations-per-quarter", "at-least: $cases-by", "不能用在「at-least」" },
            {
                "bad date of effect",
                "consultations-per-quarter:  { values: { \"2023-01-01\"",
                "consultations-per-quarter:  { values: { \"2023-13-01\"",
                "不是日期"
            },
            { "bad day in force", "to: \"2023-12-31\" }", "to: \"2023-12-32\" }", "应为日期" },
            {
                "unknown sentence",
                "        cite: [s19.1]\n        reads: A05",
                "        cite: [s19.2]\n        reads: A05",
                "原文句「s19.2」"
            },
            {
                "no citation",
                "        title: 每年至少召开1次村（居）民会议\n        shape: count\n        bearer: [village, community]\n        modality: must\n        of: [meeting.assembly]\n        every: year\n        at-least: $assembly-per-year\n        evidence: { all-of: [minutes, sign-in] }\n        cite: [s03.1]\n",
                "        title: 每年至少召开1次村（居）民会议\n        shape: count\n        bearer: [village, community]\n        modality: must\n        of: [meeting.assembly]\n        every: year\n        at-least: $assembly-per-year\n        evidence: { all-of: [minutes, sign-in] }\n",
                "没有引用原文"
            },
            { "duplicate obligation", "      - id: consult.book", "      - id: consult.quarterly", "写了两次" },
            { "duplicate key", "        shape: dates", "        shape: dates\n        shape: dates", "写了两次" },
            { "duplicate measure", "  - id: M20", "  - id: M19", "写了两次" },
            { "duplicate sentence", "      - { id: s02.1,", "      - { id: s01.1,", "写了两次" },
            {
                "unknown unit kind",
                "        bearer: [township]\n        receiver: bureau\n        modality: must\n        of: rules.nominated",
                "        bearer: [townships]\n        receiver: bureau\n        modality: must\n        of: rules.nominated",
                "是否想写「township」"
            },
            { "unresolved named unit", "name: 双桐路社区", "name: 双桐社区", "是否想写「双桐路社区」" },
            { "named unit in the wrong township", "in: 王家街道", "in: 玉峰山镇", "名册里没有" },
            { "named unit of another kind", "玉峰山村, kind: village", "玉峰山村, kind: community", "名册里没有" },
            { "unknown named unit", "bearer-named: [tongjing]", "bearer-named: [tongjin]", "是否想写「tongjing」" },
            { "measure in no task", "measures: [M21, M22]", "measures: [M21]", "不属于任何重点任务" },
            { "measure in two tasks", "measures: [M21, M22]", "measures: [M21, M22, M23]", "已在第" },
            { "unknown measure", "measures: [M21, M22]", "measures: [M21, M22, M77]", "措施「M77」" },
            { "gap in the numbers", "    number: 20\n", "    number: 21\n", "应为20" },
            { "range outside the source", "{ id: s25.1, at: [2401, 2452]", "{ id: s25.1, at: [2401, 2462]", "不在原文里" },
            { "range that is off by one", "{ id: s19.1, at: [2025, 2066]", "{ id: s19.1, at: [2024, 2066]", "与原文不符" },
            { "a letter of a sentence", "text: \"依法把党的领导和党的建设", "text: \"依法把党的领导与党的建设", "从第8个字起" },
            { "sentence left out", "      - { id: s23.1, at: [2278, 2293], text: \"继续推广“三事分流”工作机制;\" }\n", "", "没有编入" },
            { "sentence nobody cites", "cite: [s05.1, s05.2", "cite: [s05.2", "没有任何措施或事项引用" },
            { "wrong sha", "sha256: 7541", "sha256: 8541", "sha256" },
            { "missing source text", "file: yubei-2023.source.txt", "file: yubei-2032.source.txt", "找不到原文" },
            { "emendation of other letters", "raw: \"39人\"", "raw: \"38人\"", "校改处的原文" },
            {
                "negative at-least",
                "        of: [venture.project]\n        every: year\n        at-least: 1",
                "        of: [venture.project]\n        every: year\n        at-least: -1",
                "写法不对"
            },
            {
                "unknown evidence",
                "evidence: { all-of: [roster] }\n        cite: [s06.4]",
                "evidence: { all-of: [rooster] }\n        cite: [s06.4]",
                "是否想写「roster」"
            },
            {
                "photo required",
                "evidence: { all-of: [roster] }\n        cite: [s06.4]",
                "evidence: { all-of: [photo] }\n        cite: [s06.4]",
                "照片不能作为必备佐证"
            },
            {
                "photo as the only choice",
                "evidence: { any-of: [photo, screenshot, document], min: 1 }   #",
                "evidence: { any-of: [photo], min: 1 }   #",
                "照片不能作为必备佐证"
            },
            { "unknown reading", "        reads: A25\n", "        reads: A95\n", "待明确事项「A95」" },
            { "unknown actor", "        actor: party\n", "        actor: paty\n", "是否想写「party」" },
            {
                "unknown actor of a step",
                "actor: joint-meeting,   evidence",
                "actor: join-meeting,   evidence",
                "是否想写「joint-meeting」"
            },
            {
                "unknown cadence",
                "        every: quarter\n        at-least: $consultations",
                "        every: quater\n        at-least: $consultations",
                "是否想写「quarter」"
            },
            {
                "unknown modality",
                "        modality: encouraged             # 继续推广",
                "        modality: encourage",
                "是否想写「encouraged」"
            },
            {
                "unknown nature",
                "    nature: pilot\n    obligations:\n      - id: pilot.teahouse",
                "    nature: pilots\n    obligations:\n      - id: pilot.teahouse",
                "是否想写「pilot」"
            },
            { "unknown status of the edition", "  status: in-force", "  status: inforce", "是否想写「in-force」" },
            { "unknown format", "format: obligation-pack/1", "format: obligation-pack/2", "是否想写「obligation-pack/1」" },
            { "tab indentation", "  edition: \"2023\"", "\tedition: \"2023\"", "制表符" },
            { "missing quote", "  edition: \"2023\"", "  edition: \"2023", "写法有误" },
            {
                "missing brace",
                "  longsheng:    { name: 龙盛社区, kind: community, in: 龙塔街道 }".Trim(),
                "longsheng:    { name: 龙盛社区, kind: community, in: 龙塔街道",
                "写法有误"
            },
            { "unquoted day", "from: \"2023-01-01\", to:", "from: 2023-01-01, to:", "没有加引号" },
            { "unquoted yes", "required: true, values: [自治清单", "required: yes, values: [自治清单", "没有加引号" },
            { "anchor", "  edition: \"2023\"", "  edition: &e \"2023\"", "锚点" },
            { "alias", "  edition: \"2023\"", "  edition: *e", "引用" },
            {
                "unknown type of a field",
                "fields: { what: { title: 情况, type: text } }",
                "fields: { what: { title: 情况, type: txt } }",
                "是否想写「text」"
            },
            {
                "unknown values without their number",
                "values-from: supervision-contents, expects: 7",
                "values-from: supervision-contents",
                "没有写明共有几项"
            },
            { "a number other than the values named", "values-from: four-lists }", "values-from: four-lists, expects: 5 }", "列了4项" },
            { "choice without values", "values: [大事, 小事, 私事]", "title2: x", "没有列出可选的值" },
            { "key that is no field", "    key: scheme\n    fields", "    key: schema\n    fields", "是否想写「scheme」" },
            {
                "reference to an unknown kind",
                "type: ref subcommittee.vacancy",
                "type: ref subcommitee.vacancy",
                "是否想写「subcommittee.vacancy」"
            },
            {
                "parameter without origin",
                "  attest-by:                  { values: { \"2023-01-01\": \"12-10\" }, reads: A08 }",
                "  attest-by:                  { values: { \"2023-01-01\": \"12-10\" } }",
                "没有出处"
            },
            { "reading that takes no option", "takes: two-in-all", "takes: two-in-al", "是否想写「two-in-all」" },
            {
                "reading settled by an unknown source",
                "settled-by: four-lists-2023",
                "settled-by: four-lists-2024",
                "来源「four-lists-2024」"
            },
            {
                "vocabulary of nothing",
                "supervision-contents: { values: null, reads: A25 }",
                "supervision-contents: { values: null }",
                "要写明是哪一个待明确事项"
            },
            { "calendar that is not there", "calendar: ../calendars/2023.yaml", "calendar: ../calendars/2013.yaml", "工作日历" },
            { "step that is not there", "after: { archive: [publish]", "after: { archive: [publsh]", "是否想写「publish」" },
            {
                "test names an unknown obligation",
                "expect: { cases.submitted: returned }",
                "expect: { cases.submited: returned }",
                "是否想写「cases.submitted」"
            },
            {
                "test names an unknown status",
                "expect: { cases.submitted: returned }",
                "expect: { cases.submitted: retuned }",
                "是否想写「returned」"
            },
            {
                "test names an unknown field",
                "pilot.milestone 2023-03-01 stage plan",
                "pilot.milestone 2023-03-01 stag plan",
                "是否想写「stage」"
            },
            {
                "test that fails",
                "expect: { cases.submitted: returned }",
                "expect: { cases.submitted: met }",
                "应为已完成（met），算得退回补正（returned）"
            },
            { "test of a lane that is not there", "assembly.book@m: met-late", "assembly.book@n: met-late", "没有「n」这一栏" },
            { "test with another progress", "lists.in-force: due 3/4", "lists.in-force: due 2/4", "算得 3/4" },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_seeded_fault_is_reported_where_it_stands(string name, string there, string instead, string word)
    {
        var at = ListFiles.Text2023.IndexOf(there, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{name}: the list no longer says «{there}»");
        var text = string.Concat(ListFiles.Text2023.AsSpan(0, at), instead, ListFiles.Text2023.AsSpan(at + there.Length));
        var read = ListFiles.Read(text, prove: true);

        var finding = Assert.Single(read.Findings, finding => finding.ToString().Contains(word, StringComparison.Ordinal));
        Assert.StartsWith($"{ListFiles.List2023}({finding.At.Line},{finding.At.Column}): ", finding.ToString(), StringComparison.Ordinal);
        // What is missing is reported at the thing it is missing from, or where everything of its kind is gathered; all else at the place itself.
        var line = text[..at].Count(letter => letter == '\n') + 1;
        var elsewhere =
            name
            is "measure in no task"
                or "sentence left out"
                or "sentence nobody cites"
                or "duplicate key"
                or "missing title"
                or "no citation"
                or "measure in two tasks";
        Assert.InRange(
            finding.At.Line,
            elsewhere ? 1 : line - 2,
            elsewhere ? int.MaxValue : line + instead.Count(letter => letter == '\n') + 1
        );
        Assert.True(finding.At.Column >= 1);
    }

    [Fact]
    public void One_fault_makes_few_findings()
    {
        foreach (var row in Faults)
        {
            var (there, instead) = (row.Data.Item2, row.Data.Item3);
            var at = ListFiles.Text2023.IndexOf(there, StringComparison.Ordinal);
            var read = ListFiles.Read(
                string.Concat(ListFiles.Text2023.AsSpan(0, at), instead, ListFiles.Text2023.AsSpan(at + there.Length)),
                prove: true
            );
            Assert.True(
                read.Findings.Length is >= 1 and <= 12,
                $"{row.Data.Item1}: {read.Findings.Length}\n{string.Join('\n', read.Findings)}"
            );
        }
    }
}
