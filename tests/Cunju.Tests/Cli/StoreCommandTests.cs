using System.Security.Cryptography;
using Cunju.App.People;
using Cunju.App.Storage;
using Cunju.Cli;
using Cunju.Core.Calendars;
using Cunju.Core.People;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cunju.Tests.Cli;

/// <summary>The commands over a district's data, as an operator types them.</summary>
public sealed class StoreCommandTests : IAsyncLifetime
{
    private static readonly DateOnly Today = ChinaTime.Day(TimeProvider.System.GetUtcNow());

    private TestCell cell = null!;

    public async ValueTask InitializeAsync()
    {
        // The program has no clock to set: it is today.
        cell = await TestCell.Create($"{Today:yyyy-MM-dd}");
        await Account("clerk", "小文");
        await Account("supervision-member", "老监");
    }

    public async ValueTask DisposeAsync() => await cell.DisposeAsync();

    [Fact]
    public void Act_does_what_the_buttons_do_and_show_tells_it()
    {
        Assert.Equal("", Run("show", "石岩村").Error);
        Assert.Matches(@"work-records\s+工作纪实\s+0", Run("show", "石岩村").Output);
        Assert.Equal(
            (0, $"已办理 /{TestCell.Village}/work-records/{Today.Year}-001 第 1 版\n", ""),
            Act("小文", "石岩村", "work-records", "record-work", "Kind=promise.posted", $"On={Today:yyyy-MM-dd}")
        );
        Assert.Matches(@"work-records\s+工作纪实\s+1", Run("show", TestCell.Village).Output);
        Assert.Contains($"{Today.Year}-001", Run("show", "石岩村", "work-records").Output);
        var one = Run("show", "石岩村", "work-records", $"{Today.Year}-001");
        Assert.Contains("\"kind\": \"promise.posted\"", one.Output);
        Assert.Contains("WorkRecorded", one.Output);

        // A step on a case: the version that is seen need not be typed.
        Assert.Equal(
            (0, $"已办理 /{TestCell.Village}/work-records/{Today.Year}-001 第 2 版\n", ""),
            Act("小文", TestCell.Village, "work-records", $"{Today.Year}-001", "retract-work", "Reason=Mistake")
        );
        Assert.Equal(0, Run("verify").Code);
    }

    [Fact]
    public async Task A_file_is_named_with_an_at_sign_and_a_digest_out_of_the_air_is_refused()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, [.. "%PDF-1.7"u8], TestContext.Current.CancellationToken);
        string[] words = ["石岩村", "work-records", "record-work", "Kind=promise.posted", $"On={Today:yyyy-MM-dd}"];
        var forged = Act("小文", [.. words, $"Files={new string('a', 64)}"]);
        Assert.Equal((2, ""), (forged.Code, forged.Output));
        Assert.Contains("附件没有收到过", forged.Error);
        Assert.EndsWith("[files.missing]\n", forged.Error);
        Assert.Equal(0, Act("小文", [.. words, $"Files=@{path}"]).Code);
        Assert.Contains(
            Convert.ToHexStringLower(SHA256.HashData("%PDF-1.7"u8)),
            Run("show", "石岩村", "work-records", $"{Today.Year}-001").Output
        );
        await File.WriteAllTextAsync(path, "文字", TestContext.Current.CancellationToken);
        Assert.Contains("不是 jpg、png 图片或 PDF", Act("小文", [.. words, $"Files=@{path}"]).Error);
        File.Delete(path);
    }

    [Theory]
    [InlineData("没有账号「无此人」", "无此人", "石岩村", "work-records", "record-work")]
    [InlineData("没有这件事，或这个账号不能办", "小文", "环山村", "work-records", "record-work", "Kind=promise.posted")]
    [InlineData("没有这件事，或这个账号不能办", "小文", "石岩村", "places", "import-places")]
    [InlineData("没有这件事，或这个账号不能办", "小文", "石岩村", "work-records", "2023-009", "retract-work")]
    [InlineData("名册里没有单位「无此村」", "小文", "无此村", "work-records", "record-work")]
    [InlineData("是否想写「work-records」", "小文", "石岩村", "work-record", "record-work")]
    [InlineData("是否想写「record-work」", "小文", "石岩村", "work-records", "record-wrok")]
    [InlineData("是否想写「Kind」", "小文", "石岩村", "work-records", "record-work", "Kimd=promise.posted")]
    [InlineData("要写成 字段=值", "小文", "石岩村", "work-records", "record-work", "Kind")]
    [InlineData("要填日期", "小文", "石岩村", "work-records", "record-work", "On=昨天")]
    [InlineData("[work-records.kind]", "小文", "石岩村", "work-records", "record-work", "Kind=no.such", "On=2023-01-01")]
    [InlineData("要写：单位 程序", "小文", "石岩村")]
    [InlineData("账号要在网页上开通", "小文", "石岩村", "accounts", "invite-account", "Login=甲乙")]
    [InlineData("找不到文件", "小文", "石岩村", "work-records", "record-work", "Files=@/no/such.pdf")]
    public void What_act_cannot_do_is_said_in_Chinese_and_ends_with_two(string said, string account, params string[] words)
    {
        var (code, output, error) = Act(account, words);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(said, error);
        Assert.Equal(0, Run("verify").Code);
    }

    /// <summary>Every verb there is, asked with nothing but its name: refused or misspoken, never a crash and never a line in the journal.</summary>
    [Fact]
    public void Every_verb_answers()
    {
        foreach (var procedure in TestCell.Institutions.Where(procedure => procedure != AccountProcedure.Table))
        {
            foreach (var step in procedure.Steps)
            {
                string[] number = step.Opens ? [] : [$"{Today.Year}-001"];
                var (code, output, error) = Act("小文", ["石岩村", procedure.Name, .. number, step.Verb]);
                Assert.True((code, output) == (2, "") && error.Any(letter => letter >= '\u2e80'), $"{step.Verb}: {code} {output}{error}");
            }
        }
    }

    [Theory]
    [InlineData("名册里没有单位「无此村」", "无此村")]
    [InlineData("不止一个单位", "山村")]
    [InlineData("没有程序「meetingz」；是否想写「meetings」", "石岩村", "meetingz")]
    [InlineData("没有「会议」2023-009", "石岩村", "meetings", "2023-009")]
    public void What_show_cannot_find_is_said_in_Chinese_and_ends_with_two(string said, params string[] words)
    {
        var (code, output, error) = Run(["show", .. words]);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(said, error);
    }

    [Theory]
    [InlineData("--port 应为整数，写的是「abc」 / Cannot parse", "serve", "--port", "abc")]
    [InlineData("--port 只能写一次，写的是「1 2」 / ", "serve", "--port", "1", "--port", "2")]
    [InlineData("--port 后面缺少端口 / Required", "serve", "--port")]
    [InlineData("不认识「--prot」；是否想写「--port」？ / Unrecognized: --prot", "serve", "--prot", "1")]
    [InlineData("缺少单位 / Required", "show")]
    [InlineData("缺少文件 / Required", "backup")]
    [InlineData("不认识「乙」 / Unrecognized: 乙", "backup", "甲", "乙")]
    [InlineData("不认识「maybe」 / Unrecognized: maybe", "verify", "--rebuild=maybe")]
    [InlineData("缺少 --as：以谁的账号办理 / The account that acts", "act", "石岩村")]
    [InlineData("--today 应为日期，写的是「2023-13-01」", "init", "--today", "2023-13-01")]
    [InlineData("不认识「lnk」；是否想写「link」？", "account", "lnk")]
    public void What_the_parser_says_in_English_stands_behind_the_Chinese(string said, params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(2, CommandLine.Run(words, output, error));
        Assert.Equal("", output.ToString());
        Assert.Contains(said, error.ToString());
    }

    [Fact]
    public async Task Verify_names_the_case_whose_file_is_gone()
    {
        await using var db = cell.Cell.Open();
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, [.. "%PDF-1.7"u8], TestContext.Current.CancellationToken);
        Act("小文", "石岩村", "work-records", "record-work", "Kind=promise.posted", $"On={Today:yyyy-MM-dd}", $"Files=@{path}");
        File.Delete(path);
        Assert.Contains("，1 个文件；", Run("verify").Output);
        await db.Blobs.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        var (code, output, error) = Run("verify");
        Assert.Equal(2, code);
        Assert.Contains("有 1 处差错", output);
        Assert.Contains($"（/{TestCell.Village}/work-records/{Today.Year}-001）：事项里提到这个文件，库里没有。", error);
    }

    [Fact]
    public async Task The_keeper_of_the_machine_makes_a_link_that_everybody_can_see_he_made()
    {
        Assert.Contains("没有账号「无此人」", Run("account", "link", "--unit", "石岩村", "--account", "无此人").Error);
        Assert.Contains("没有账号「小文」", Run("account", "link", "--unit", "环山村", "--account", "小文").Error);
        var (code, output, error) = Run(
            "account",
            "link",
            "--unit",
            "石岩村",
            "--account",
            "小文",
            "--base-url",
            "https://cunju.example.cn/"
        );
        Assert.Equal((0, ""), (code, error));
        Assert.Matches("https://cunju.example.cn/activate/[A-Za-z0-9_-]{43}\n", output);
        await using var db = cell.Cell.Open();
        var line = await db
            .Journal.AsNoTracking()
            .SingleAsync(entry => entry.Fact == "LinkMadeAtMachine", TestContext.Current.CancellationToken);
        Assert.Equal((TestCell.District, TestCell.Village, "operator"), (line.Organisation, line.Unit, line.Account));
        var credential = await db.Set<Credential>()
            .AsNoTracking()
            .SingleAsync(row => row.Login == "小文", TestContext.Current.CancellationToken);
        Assert.Null(credential.Password);
        Assert.Contains("还没有激活", Act("小文", "石岩村", "work-records", "record-work").Error);
        Assert.Equal(0, Run("verify").Code);
        // No page and no act of the command line offers it.
        Assert.Equal(
            ["hidden"],
            await cell.IsRefused(
                cell.Office(
                    TestCell.District,
                    [.. TestCell.Data.Offices.All.Select(office => office.Id).Where(office => office != OfficeBook.Operator)]
                ),
                AccountProcedure.Table,
                TestCell.Village,
                line.Number,
                new RelinkAtMachine { Seen = line.Version }
            )
        );
    }

    private (int Code, string Output, string Error) Act(string account, params string[] words) => Run(["act", "--as", account, .. words]);

    private (int Code, string Output, string Error) Run(params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = CommandLine.Run([.. words, "--data", Path.GetDirectoryName(((SqliteStore)cell.Store).File)!], output, error);
        SqliteConnection.ClearAllPools();
        return (code, output.ToString(), error.ToString());
    }

    private async Task Account(string office, string login)
    {
        var everyone = cell.Everyone(TestCell.Village);
        var done = await cell.Does(
            everyone,
            TenureProcedure.Table,
            TestCell.Village,
            null,
            new AppointToOffice
            {
                Office = office,
                Name = login,
                From = Today,
            }
        );
        var (outcome, _) = await Accounts.Invite(
            cell.Desk,
            TestCell.Village,
            new InviteAccount { Person = ((Tenure)done.Case!).Person, Login = login },
            everyone,
            default
        );
        Assert.True(
            (await Accounts.Activate(cell.Cell, cell.Desk, (Account)outcome.Value!.Case!, "correct-horse-battery", default)).IsDone
        );
    }
}
