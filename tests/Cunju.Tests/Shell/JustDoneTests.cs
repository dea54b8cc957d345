using Xunit;

namespace Cunju.Tests.Shell;

/// <summary>已记好: said by the page every form leads to, once.</summary>
public sealed class JustDoneTests
{
    private const string Said = "main > .done[role=status]";
    private const string New = $"/{TestCell.Village}/meetings/new/record-meeting?Types=RepresentativesAssembly";

    private static readonly (string, string)[] Meeting =
    [
        ("Day", "2023-10-08"),
        ("Eligible", "45"),
        ("Present", "31"),
        ("Agenda[0].Motion", "村道路灯维修"),
        ("Agenda[0].Vote", "Unanimous"),
    ];

    [Fact]
    public async Task What_was_written_is_said_once_on_the_page_it_leads_to()
    {
        await using var site = await TestSite.Start();
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go(New);
        Assert.Null(clerk.Page.QuerySelector(Said));
        await clerk.Press("记好了", Meeting);
        Assert.Equal($"/{TestCell.Village}/meetings/2023-001", clerk.Path);
        Assert.Equal("✓ 已记好：村民代表会议 2023年10月8日（记一次会议）", clerk.Page.QuerySelector(Said)!.TextContent);
        await clerk.Go(clerk.Path);
        Assert.Null(clerk.Page.QuerySelector(Said));
    }

    [Fact]
    public async Task Nothing_is_said_of_what_was_refused_nor_on_another_page()
    {
        await using var site = await TestSite.Start();
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go(New);
        await clerk.Press("记好了", ("Eligible", "45"), ("Present", "46"));
        Assert.Null(clerk.Page.QuerySelector(Said));
        await clerk.Press("记好了", Meeting);
        await clerk.Go($"/{TestCell.Village}/meetings");
        Assert.Null(clerk.Page.QuerySelector(Said));
    }

    [Fact]
    public async Task A_double_tap_is_told_that_nothing_was_written_twice()
    {
        await using var site = await TestSite.Start();
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go(New);
        var key = clerk.Page.QuerySelector("form.act [name=Key]")!.GetAttribute("value")!;
        await clerk.Press("记好了", Meeting);
        await clerk.Go(New);
        await clerk.Press("记好了", [.. Meeting, ("Key", key)]);
        Assert.Contains("没有重复", clerk.Page.QuerySelector(Said)!.TextContent);
    }

    [Fact]
    public async Task A_form_beside_the_procedures_pages_says_it_too()
    {
        await using var site = await TestSite.Start();
        using var chair = await site.Browse(TestCell.Village, "committee-chair");
        await chair.Go($"/{TestCell.Village}/keys");
        await chair.Press("生成钥匙", ("Title", "办公系统"));
        await chair.Go($"/{TestCell.Village}/keys");
        await chair.Press("停用");
        Assert.Equal($"/{TestCell.Village}/keys", chair.Path);
        Assert.Contains("停用程序钥匙", chair.Page.QuerySelector(Said)!.TextContent);
    }

    [Fact]
    public async Task A_form_that_leads_on_says_what_was_done_and_not_to_what_the_page_is_called()
    {
        await using var site = await TestSite.Start();
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go($"/{TestCell.Village}/disclosures/new/draft-disclosure?Period=2023-10-15");
        await clerk.Press("保存并导入 Excel");
        Assert.EndsWith("/disclosures/2023-001/books", clerk.Path, StringComparison.Ordinal);
        Assert.Equal("✓ 已记好：保存", clerk.Page.QuerySelector(Said)!.TextContent);
    }

    [Fact]
    public async Task Who_asks_for_the_head_of_a_page_is_told_that_it_is_there()
    {
        await using var site = await TestSite.Start();
        using var http = new HttpClient { BaseAddress = site.Address };
        using var head = new HttpRequestMessage(HttpMethod.Head, $"/{TestCell.Village}");
        using var answer = await http.SendAsync(head);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }
}
