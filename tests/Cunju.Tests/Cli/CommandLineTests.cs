using System.Diagnostics;
using System.Text.Json;
using Cunju.Cli;
using Cunju.Tests.TaskLists.Data;
using Xunit;

namespace Cunju.Tests.Cli;

/// <summary>The command line is a contract: these lines, these codes, these messages.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cunju-cli-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Check_says_how_much_is_in_order()
    {
        var (code, output, error) = Run("check", ListFiles.List2023, ListFiles.List2026);
        Assert.Equal(0, code);
        Assert.Equal("", error);
        Assert.Contains("52个事项", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ends_with_two_and_names_the_place()
    {
        var path = Write("list.yaml", ListFiles.Text2023.Replace("shape: dates", "shape: date", StringComparison.Ordinal));
        var (code, _, error) = Run("check", path);
        Assert.Equal(2, code);
        Assert.Contains("是否想写「dates」", error, StringComparison.Ordinal);
        Assert.Matches(@"list\.yaml\(\d+,\d+\): ", error);
    }

    [Fact]
    public void A_copy_of_the_list_elsewhere_finds_what_it_names_in_the_program()
    {
        var (code, _, error) = Run("check", Write("copy.yaml", ListFiles.Text2023));
        Assert.Equal("", error);
        Assert.Equal(0, code);
    }

    [Fact]
    public void Evaluate_writes_exactly_the_agreed_line()
    {
        var (code, output, _) = Evaluate(
            """{"id":"a1","unit":"500112018202","kind":"meeting.representatives","on":"2023-02-10"}""",
            "--as-of",
            "2023-10-12",
            "--unit",
            "500112018202"
        );
        Assert.Equal(0, code);
        Assert.Contains(
            """{"unit":"500112018202","obligation":"representatives.yearly","lane":"2023","status":"due","progress":[1,4],"due":"2023-12-31","records":["a1"]}"""
                + "\n",
            output,
            StringComparison.Ordinal
        );
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            Assert.Equal(
                ["unit", "obligation", "lane", "status", "progress", "due", "records"],
                json.RootElement.EnumerateObject().Select(property => property.Name)
            );
        }
    }

    [Fact]
    public void Chinese_is_not_escaped()
    {
        var (_, output, _) = Evaluate(
            """{"id":"记录一","unit":"500112018202","kind":"decision.step","on":"2023-02-10","case":"修<路>","fields":{"step":"propose"}}""",
            "--as-of",
            "2023-10-12"
        );
        Assert.Contains("\"lane\":\"修<路>\"", output, StringComparison.Ordinal);
        Assert.Contains("\"records\":[\"记录一\"]", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_unit_prints_in_the_order_of_the_codes()
    {
        var (_, output, _) = Evaluate("", "--as-of", "2023-06-30");
        var units = output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line[9..line.IndexOf('"', 9)])
            .Distinct()
            .ToArray();
        Assert.Equal(443, units.Length);
        Assert.Equal(units.Order(StringComparer.Ordinal), units);
    }

    [Fact]
    public void The_order_of_the_lines_never_matters()
    {
        string[] lines =
        [
            """{"id":"a1","unit":"500112018202","kind":"meeting.assembly","on":"2023-02-10"}""",
            """{"id":"a2","unit":"500112018202","kind":"meeting.consultation","on":"2023-02-11","recorded":"2023-02-11T20:00:00Z"}""",
            """{"id":"a3","unit":"500112018202","kind":"fact.retracted","on":"2023-03-01","of":"a1"}""",
        ];
        var forwards = Evaluate(string.Join('\n', lines), "--as-of", "2023-06-30").Output;
        var backwards = Evaluate(string.Join('\n', lines.Reverse()), "--as-of", "2023-06-30").Output;
        Assert.Equal(forwards, backwards);
    }

    [Theory]
    [InlineData("""{"id":"a1","unit":"500112018299","kind":"meeting.assembly","on":"2023-02-10"}""", "单位「500112018299」")]
    [InlineData("""{"id":"a1","unit":"500112018202","kind":"meeting.asembly","on":"2023-02-10"}""", "是否想写「meeting.assembly」")]
    [InlineData("""{"id":"a1","unit":"500112018202","kind":"meeting.assembly","on":"2023-02-30"}""", "「on」应为日期")]
    [InlineData(
        """{"id":"a1","unit":"500112018202","kind":"meeting.assembly","on":"2023-02-10","recored":"2023-02-11"}""",
        "是否想写「recorded」"
    )]
    [InlineData("""{"id":"a1","unit":"500112018202","kind":"meeting.assembly","on":"2023-02-10" """, "不是完整的 JSON")]
    [InlineData("""{"unit":"500112018202","kind":"meeting.assembly","on":"2023-02-10"}""", "缺少「id」")]
    [InlineData("""[1,2]""", "应为一个对象")]
    [InlineData(
        """{"id":"a1","unit":"500112018202","kind":"record.book-entry","on":"2023-02-10","fields":{"book":"book.vilage"}}""",
        "簿册「book.vilage」无法识别；是否想写「book.village」"
    )]
    [InlineData(
        """{"id":"a1","unit":"500112018202","kind":"record.book-entry","on":"2023-02-10","fields":{"book":"工作簿"}}""",
        "可写:book.community、book.consult、book.supervision、book.village"
    )]
    [InlineData(
        """{"id":"a1","unit":"500112018202","kind":"open.posted","on":"2023-01-15","fields":{"catgories":["党务"]}}""",
        "「村（居）务公开栏公布」没有栏目「catgories」；是否想写「categories」"
    )]
    [InlineData(
        """{"id":"a1","unit":"500112018202","kind":"decision.step","on":"2023-01-15","case":"修路","fields":{"step":"propos"}}""",
        "环节「propos」无法识别；是否想写「propose」"
    )]
    public void A_faulty_record_is_named_with_its_line(string line, string word)
    {
        var (code, output, error) = Evaluate("\n" + line, "--as-of", "2023-06-30");
        Assert.Equal(2, code);
        Assert.Equal("", output);
        Assert.Contains(word, error, StringComparison.Ordinal);
        Assert.Contains("records.ndjson(2,", error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_like_nothing_known_is_a_remark_and_the_place_of_a_fault_is_its_own()
    {
        const string Remark =
            """{"id":"a1","unit":"500112018202","kind":"open.posted","on":"2023-01-15","fields":{"categories":["党务","别的"],"经办":"某"}}""";
        Assert.Equal(0, Evaluate(Remark, "--as-of", "2023-06-30", "--unit", "500112018202").Code);
        const string Slip = """{"id":"a1","unit":"500112018202","kind":"open.posted","on":"2023-01-15","fields":{"untill":"2023-01-30"}}""";
        var column = Slip.IndexOf("\"untill\"", StringComparison.Ordinal) + 1;
        Assert.Contains($"records.ndjson(1,{column}): ", Evaluate(Slip, "--as-of", "2023-06-30").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_shows_what_a_record_file_may_say()
    {
        var (code, output, _) = Run(["list", "show", ListFiles.List2023, "--kinds"]);
        Assert.Equal(0, code);
        Assert.Contains("record.book-entry", output, StringComparison.Ordinal);
        Assert.Contains("book.supervision 重庆市村（居）务监督委员会工作簿", output, StringComparison.Ordinal);
        Assert.DoesNotContain("待明确", output.Split('\n')[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2023-05-10", null)] // within a week and its lane still open: ordinary work
    [InlineData("2023-05-20", "补录，晚12日")]
    public void Explain_marks_a_late_entry_by_the_rule_and_in_the_words_of_the_pages(string recorded, string? word)
    {
        var records = Write(
            "records.ndjson",
            $$"""{"id":"a1","unit":"500112018202","kind":"meeting.representatives","on":"2023-05-08","recorded":"{{recorded}}"}"""
        );
        var (code, output, _) = Run([
            "explain",
            "--list",
            ListFiles.List2023,
            "--units",
            ListFiles.Units,
            "--records",
            records,
            "--as-of",
            "2023-10-12",
            "--unit",
            "玉峰山村",
            "--obligation",
            "representatives.yearly",
        ]);
        Assert.Equal(0, code);
        Assert.Equal(word is null ? 1 : 2, output.Split(word ?? "补录，晚").Length);
    }

    [Fact]
    public void An_id_that_stands_twice_is_refused_with_both_lines()
    {
        const string Line = """{"id":"a1","unit":"500112018202","kind":"meeting.assembly","on":"2023-02-10"}""";
        var (code, _, error) = Evaluate($"{Line}\n{Line}", "--as-of", "2023-06-30");
        Assert.Equal(2, code);
        Assert.Contains("records.ndjson(2,2): 编号「a1」重复，第1行已用过", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_late_evening_in_London_is_the_next_day_in_Chongqing()
    {
        const string Line =
            """{"id":"a1","unit":"500112018202","kind":"meeting.assembly","on":"2023-02-10","recorded":"2023-02-12T16:30:00Z"}""";
        string Status(string known)
        {
            var lines = Evaluate(Line, "--as-of", "2023-06-30", "--known-at", known, "--unit", "500112018202").Output.Split('\n');
            return lines.Single(line => line.Contains("\"assembly.yearly\"", StringComparison.Ordinal));
        }

        Assert.Contains("\"records\":[]", Status("2023-02-12"), StringComparison.Ordinal);
        Assert.Contains("\"records\":[\"a1\"]", Status("2023-02-13"), StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_says_what_is_missing_and_on_what_it_rests()
    {
        var records = Write("records.ndjson", """{"id":"a1","unit":"500112018202","kind":"meeting.representatives","on":"2023-02-10"}""");
        var (code, output, _) = Run([
            "explain",
            "--list",
            ListFiles.List2023,
            "--units",
            ListFiles.Units,
            "--records",
            records,
            "--as-of",
            "2023-10-12",
            "--unit",
            "玉峰山村",
            "--obligation",
            "representatives.yearly",
        ]);
        Assert.Equal(0, code);
        Assert.Contains("还差3次", output, StringComparison.Ordinal);
        Assert.Contains("s03.1", output, StringComparison.Ordinal);
        Assert.Contains("A11", output, StringComparison.Ordinal);
        Assert.Contains("a1", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("找不到文件", "check", "no-such-file.yaml")]
    [InlineData("是否想写「evaluate」", "evaluat")]
    [InlineData("缺少 --as-of", "evaluate", "--list", "a", "--units", "b", "--records", "c")]
    [InlineData("按 2023-12-31 的样子写", "evaluate", "--list", "a", "--units", "b", "--records", "c", "--as-of", "2023-1-1")]
    public void What_is_typed_wrongly_is_said_in_chinese(string word, params string[] args)
    {
        var (code, output, error) = Run(args);
        Assert.Equal(2, code);
        Assert.Equal("", output);
        Assert.Contains(word, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_no_sentence_says_rests_on_an_open_reading()
    {
        var records = Write("records.ndjson", "");
        var (_, output, _) = Run([
            "explain",
            "--list",
            ListFiles.List2023,
            "--units",
            ListFiles.Units,
            "--records",
            records,
            "--as-of",
            "2023-10-12",
            "--unit",
            "玉峰山村",
            "--obligation",
            "open.quarterly",
        ]);
        var line = output.Split('\n').Single(line => line.Contains("宽限日数", StringComparison.Ordinal));
        Assert.Contains("清单没有写明，待明确事项A29", line, StringComparison.Ordinal);
        Assert.DoesNotContain("清单第15项", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("open.quarterly", "待明确，暂取「按原日公开，遇周末和节假日不变」", "as-written")]
    [InlineData("supervision.contents", "待明确，不取任何答案", "undetermined")]
    public void A_reading_is_told_by_the_title_of_its_answer(string obligation, string said, string code)
    {
        var records = Write("records.ndjson", "");
        string[] asked = ["--units", ListFiles.Units, "--records", records, "--as-of", "2023-10-12", "--unit", "玉峰山村"];
        var (_, output, _) = Run(["explain", "--list", ListFiles.List2023, .. asked, "--obligation", obligation]);
        Assert.Contains(said, output, StringComparison.Ordinal);
        Assert.DoesNotContain(code, output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_adds_up_in_the_words_of_its_lines_and_speaks_in_the_units_own_form()
    {
        var (_, output, _) = Evaluate("", "--as-of", "2023-10-12", "--unit", "玉峰山村", "--format", "table");
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var said = lines[3..^1].Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]).ToArray();
        var last = lines[^1];
        Assert.StartsWith($"共{said.Length}栏：", last, StringComparison.Ordinal);
        Assert.All(said.GroupBy(word => word), group => Assert.Contains($"{group.Key} {group.Count()}", last, StringComparison.Ordinal));
        Assert.Matches("；不适用的[0-9]+栏没有列出$", last);
        Assert.Contains("村民会议", output, StringComparison.Ordinal);
        Assert.DoesNotContain("村（居）民", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_speaks_both_languages()
    {
        foreach (
            string[] args in (string[][])
                [
                    ["--help"],
                    ["evaluate", "--help"],
                    ["list", "carry", "--help"],
                    ["list"],
                    [],
                ]
        )
        {
            var (code, output, _) = Run(args);
            Assert.Equal(0, code);
            Assert.Contains("用法 / Usage", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_with_another_before_anything_is_built()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        var start = new ProcessStartInfo("bash") { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(ListFiles.Root, "run"));
        foreach (var word in (string[])["--port", $"{port}", "--data", Path.Combine(folder, "data")])
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, process.ExitCode);
        Assert.Contains($"端口 {port} 已经有程序在用，请换一个：--port {port + 1}", error, StringComparison.Ordinal);
        Assert.Equal("", await output);
    }

    [Fact]
    public async Task A_reader_that_goes_away_is_no_crash()
    {
        var records = Write("records.ndjson", "");
        var program = Path.Combine(AppContext.BaseDirectory, "cunju.dll");
        var start = new ProcessStartInfo("bash")
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "-c",
                $"dotnet exec '{program}' evaluate --list '{ListFiles.List2023}' --units '{ListFiles.Units}' --records '{records}' --as-of 2023-06-30 | head -n 1",
            },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("{\"unit\":\"500112\"", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private (int Code, string Output, string Error) Evaluate(string records, params string[] rest) =>
        Run(["evaluate", "--list", ListFiles.List2023, "--units", ListFiles.Units, "--records", Write("records.ndjson", records), .. rest]);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = CommandLine.Run(args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
