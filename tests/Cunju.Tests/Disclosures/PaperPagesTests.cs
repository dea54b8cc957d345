using System.Net;
using System.Text.RegularExpressions;
using Cunju.App.Printing;
using Cunju.Core.Disclosures;
using Cunju.Core.Filings;
using Cunju.Core.Procedures;
using Cunju.Tests.Shell;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Xunit;
using Drawings = DocumentFormat.OpenXml.Drawing;

namespace Cunju.Tests.Disclosures;

/// <summary>公开与备案的文书: each is a page to print and a file to edit, and both say the same.</summary>
public sealed partial class PaperPagesTests
{
    private const string Base = "https://cunju.example.cn";
    private const string Village = $"/{TestCell.Village}";
    private const string Day = "2023-10-15";

    private static readonly CaseKey Key = new(TestCell.Village, DisclosureProcedure.Table.Name, "2023-001");

    /// <summary>A disclosure reviewed with an opinion and an answer, put up and filed.</summary>
    private static async Task<TestSite> Waiting(string? baseUrl = Base)
    {
        var site = await TestSite.Start(Day, baseUrl: baseUrl);
        foreach (var seat in (string[])["supervision-chair", "supervision-member", "supervision-member"])
        {
            await site.Seat(TestCell.Village, seat);
        }

        await Telling.Drafted(site.Cell, TestCell.Village, Day, Day);
        await Telling.Then(site.Cell, Key, Day, new SubmitForReview());
        await Telling.Then(site.Cell, Key, Day, new RaiseObjection { Opinion = "电费请附发票。\n请李喆补上。" });
        await Telling.Then(site.Cell, Key, Day, new ReplyToObjection { Reply = "发票在票夹第3页。" });
        await Telling.Then(site.Cell, Key, Day, new PassReview());
        await Telling.Settle(site.Cell, Key, Day);
        await Telling.Then(site.Cell, Key, Day, DisclosureScene.PutUp);
        await Telling.Filed(site.Cell, Key, "2023-10-16");
        return site;
    }

    /// <summary>The same, ordered to be corrected.</summary>
    private static async Task<TestSite> Told(string? baseUrl = Base)
    {
        var site = await Waiting(baseUrl);
        await Telling.Then(
            site.Cell,
            new(TestCell.Village, FilingProcedure.Table.Name, "2023-001"),
            "2023-10-18",
            new ExaminePaper
            {
                Outcome = ExaminationOutcome.CorrectionOrdered,
                Opinion = "缺公益岗位补贴。",
                CorrectBy = new(2023, 10, 31),
            }
        );
        return site;
    }

    [Fact]
    public async Task Every_paper_says_in_its_file_what_it_says_on_its_page_and_is_valid()
    {
        await using var site = await Told();
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        string[] papers =
        [
            .. from size in new[] { "a3", "a4" }
            from rows in new[] { "wide", "normal", "close" }
            select $"disclosures/2023-001/poster?size={size}&rows={rows}",
            "disclosures/2023-001/review-sheet",
            "filings/2023-001/cover",
            "filings/2023-001/receipt",
        ];
        foreach (var paper in papers)
        {
            await clerk.Go($"{Village}/{paper}");
            Assert.Equal(HttpStatusCode.OK, clerk.Status);
            // The page's own button leads to the file of the very sheet that is shown.
            var word = clerk.Page.QuerySelectorAll("a").Single(link => link.TextContent == "下载 Word").GetAttribute("href")!;
            using var file = await Opened(clerk, word);
            Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(file).Select(error => error.Description));
            Assert.Equal(OnPage(clerk), InFile(file));
            Assert.All(file.MainDocumentPart!.HeaderParts, header => Assert.Contains("演示", header.Header!.InnerText));
            Assert.NotEmpty(file.MainDocumentPart.HeaderParts);
        }
    }

    [Fact]
    public async Task The_poster_has_room_for_three_signatures_two_seals_and_a_code_to_the_page_for_everybody()
    {
        await using var site = await Told();
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go($"{Village}/disclosures/2023-001/poster");
        Assert.Equal(3, clerk.Page.QuerySelectorAll(".poster-sign div span").Length);
        Assert.Equal(
            ["村委会（印章）", "监委会（印章）"],
            clerk.Page.QuerySelectorAll(".poster-sign .seal").Select(seal => seal.TextContent)
        );
        const string Address = $"{Base}/{TestCell.Village}/open/disclosures/2023-001";
        Assert.Equal(Qr.Of(Address).Path, clerk.Page.QuerySelector(".poster-sign path")!.GetAttribute("d"));

        foreach (var (size, width, columns) in new[] { ("a3", 23811u, 2), ("a4", 11906u, 1) })
        {
            using var file = await Opened(clerk, $"{Village}/disclosures/2023-001/poster.docx?size={size}");
            var main = file.MainDocumentPart!;
            var sections = main.Document!.Descendants<SectionProperties>().ToArray();
            Assert.All(sections, section => Assert.Equal(width, section.GetFirstChild<PageSize>()!.Width!.Value));
            Assert.Equal(columns, sections.Max(section => section.GetFirstChild<Columns>()!.ColumnCount!.Value));
            Assert.Equal(3, Regex.Count(main.Document.InnerText, "监委会成员签字：＿{6,}"));
            // The table that is signed stands in one row that no page tears apart, and holds the code.
            var row = main
                .Document.Descendants<TableRow>()
                .Single(row => row.InnerText.Contains("监委会（印章）", StringComparison.Ordinal));
            Assert.NotNull(row.TableRowProperties!.GetFirstChild<CantSplit>());
            var blip = row.Descendants<Drawings.Blip>().Single();
            using var png = new MemoryStream();
            using (var part = main.GetPartById(blip.Embed!.Value!).GetStream())
            {
                part.CopyTo(png);
            }

            Assert.Equal(Qr.Png(Address), png.ToArray());
        }
    }

    [Fact]
    public async Task The_sheet_that_hangs_is_printed_again_with_its_own_days_while_another_is_written()
    {
        await using var site = await Told();
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go($"{Village}/disclosures/2023-001/poster");
        var before = clerk.Page.QuerySelector(".poster footer dl")!.TextContent;
        CaseKey key = new(TestCell.Village, "disclosures", "2023-001");
        var later = site.Cell.Cell.Today.AddDays(3).ToString("yyyy-MM-dd");
        await Telling.Then(site.Cell, key, later, new CorrectDisclosure { Reason = CorrectionReason.Residents });
        using var next = await site.Browse(TestCell.Village, "clerk");
        await next.Go($"{Village}/disclosures/2023-001/poster");
        Assert.Equal(before, next.Page.QuerySelector(".poster footer dl")!.TextContent);
        Assert.DoesNotContain("第2版", next.Page.QuerySelector(".poster header")!.TextContent);
    }

    [Fact]
    public async Task A_program_that_does_not_know_its_address_prints_no_code()
    {
        await using var site = await Told(baseUrl: null);
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        foreach (var paper in (string[])["disclosures/2023-001/poster", "disclosures/2023-001/review-sheet", "filings/2023-001/cover"])
        {
            using var file = await Opened(clerk, $"{Village}/{paper}.docx");
            Assert.Empty(file.MainDocumentPart!.ImageParts);
        }
    }

    [Fact]
    public async Task A_draft_says_so_in_its_file_and_has_nowhere_to_sign()
    {
        await using var site = await TestSite.Start("2023-10-02");
        await Telling.Drafted(site.Cell, TestCell.Village, Day, "2023-10-02");
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go($"{Village}/disclosures/2023-001/poster");
        using var file = await Opened(clerk, $"{Village}/disclosures/2023-001/poster.docx");
        Assert.StartsWith("草稿", InFile(file), StringComparison.Ordinal);
        Assert.DoesNotContain("签字", InFile(file), StringComparison.Ordinal);
        Assert.Equal(OnPage(clerk), InFile(file));
    }

    [Fact]
    public async Task The_review_sheet_tells_the_whole_way_and_is_the_units_own()
    {
        await using var site = await Told();
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go($"{Village}/disclosures/2023-001/review-sheet");
        foreach (
            var said in (string[])
                [
                    "石岩村村务公开审签单",
                    "党务、政务、服务、账表",
                    "提出意见，答复后通过",
                    "请李喆补上。",
                    "发票在票夹第3页。",
                    "监委会2人签字",
                    "备案 2023-001",
                    "村委会（印章）",
                ]
        )
        {
            Assert.Contains(said, clerk.Text);
        }

        // Opinions are said inside; the township gets the text and its own papers.
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        foreach (var paper in (string[])["poster", "poster.docx", "review-sheet", "review-sheet.docx"])
        {
            await officer.Go($"{Village}/disclosures/2023-001/{paper}");
            Assert.Equal(HttpStatusCode.NotFound, officer.Status);
        }
    }

    [Fact]
    public async Task Cover_and_receipt_say_who_what_when_and_what_came_of_it()
    {
        await using var site = await Told();
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go($"{Village}/filings/2023-001/cover");
        foreach (
            var said in (string[])
                ["玉峰山镇：", "石岩村村民委员会", "《2023年10月15日四类公开》", "2023年10月16日", $"备{TestCell.Village}-2023-001"]
        )
        {
            Assert.Contains(said, officer.Text);
        }

        await officer.Go($"{Village}/filings/2023-001/receipt");
        foreach (var said in (string[])["备案回执", "责令更正，期限2023年10月31日", "缺公益岗位补贴。", "经办人（签字）"])
        {
            Assert.Contains(said, officer.Text);
        }

        Assert.DoesNotContain("待审查", officer.Text);
        await Telling.Then(site.Cell, Key, "2023-10-20", new CorrectDisclosure { Reason = CorrectionReason.Township });
        await Telling.Then(site.Cell, Key, "2023-10-20", Telling.Again(Day) with { Services = "公益岗位补贴6人。" });
        await Telling.PutUp(site.Cell, Key, "2023-10-20");
        await Telling.Then(site.Cell, new(TestCell.Village, FilingProcedure.Table.Name, "2023-001"), "2023-10-21", new FileAgain());
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go($"{Village}/filings/2023-001/receipt");
        Assert.Contains("待审查；", clerk.Text);
        Assert.Equal(2, clerk.Page.QuerySelectorAll(".paper-table tbody tr").Length);
        await clerk.Go($"{Village}/filings/2023-001/cover");
        Assert.Contains("第2次报送", clerk.Text);

        using var other = await site.Browse(TestCell.OtherVillage, "clerk");
        await other.Go($"{Village}/filings/2023-001/receipt.docx");
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
    }

    [Fact]
    public async Task A_filing_that_waits_is_replaced_by_the_edition_that_came_after()
    {
        await using var site = await Waiting();
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go($"{Village}/filings/2023-001");
        Assert.Empty(clerk.Page.QuerySelectorAll("main form.act"));
        await Telling.Then(site.Cell, Key, "2023-10-20", new CorrectDisclosure { Reason = CorrectionReason.Residents });
        await Telling.Then(site.Cell, Key, "2023-10-20", Telling.Again(Day) with { Services = "公益岗位补贴6人。" });
        await Telling.PutUp(site.Cell, Key, "2023-10-20");
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go($"{Village}/filings/2023-001");
        Assert.Contains("第2版已经公布，还没有报来", officer.Text);
        using var again = await site.Browse(TestCell.Village, "clerk");
        await again.Go($"{Village}/filings/2023-001");
        await again.Press("更正后重新报送");
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Contains("没有审查，已由第2版替换", again.Text);
        await again.Go($"{Village}/filings/2023-001/receipt");
        Assert.Contains("已由第2版替换", again.Text);
        // A year that has none says so and offers those that have.
        await again.Go($"{Village}/filings?year=2022");
        Assert.Contains("2022年还没有备案", again.Text);
        await again.Follow("2023年");
        Assert.Single(again.Page.QuerySelectorAll("main tbody tr"));
    }

    private static async Task<WordprocessingDocument> Opened(Browser browser, string address) =>
        WordprocessingDocument.Open(new MemoryStream(await browser.Bytes(address)), false);

    /// <summary>The words of the sheet on the screen, without what the screen adds: what says that it is practice, and the foot with its check code.</summary>
    private static string OnPage(Browser browser)
    {
        var sheet = browser.Page.QuerySelector("article")!;
        foreach (var apart in sheet.QuerySelectorAll(".paper-practice,.paper-check,.paper-form").ToArray())
        {
            apart.Remove();
        }

        return Plain(sheet.TextContent);
    }

    private static string InFile(WordprocessingDocument file)
    {
        var text = file.MainDocumentPart!.Document!.Body!.InnerText;
        var check = text.LastIndexOf("核验码", StringComparison.Ordinal);
        return Plain(check < 0 ? text : text[..check]);
    }

    private static string Plain(string text) => Layout().Replace(text, "");

    [GeneratedRegex(@"[\s＿：]")]
    private static partial Regex Layout();
}
