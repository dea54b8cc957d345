using System.Text;
using Cunju.App.Printing;
using Cunju.Core.Assemblies;
using Cunju.Tests.Assemblies;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Xunit;
using Document = Cunju.Core.Documents.Document;

namespace Cunju.Tests.Printing;

public sealed class DocxTests
{
    private static (Meeting Meeting, MeetingTexts Texts) Held =>
        MeetingScene.Told(
            MeetingScene.Representatives() with
            {
                Place = "村办公室二楼",
                NoticeDays = 2,
                Minutes = "李喆：路灯坏了三盏。\n张堃：同意修。",
                Chair = "周犇",
                Recorder = "何文书",
            }
        );

    private static (Meeting Meeting, MeetingTexts Texts) Announced =>
        MeetingScene.Told(
            new AnnounceMeeting
            {
                Types = [MeetingType.RepresentativesAssembly],
                Day = new(2023, 10, 20),
                Start = new(14, 30),
                Place = "村办公室二楼",
                Topics = "路灯维修\n水渠清淤",
            }
        );

    private static Meeting Signed => MeetingScene.Done(new SignMinutes(), meeting: Held.Meeting);

    public static TheoryData<string> Papers => ["minutes", "notice", "sign-in"];

    [Theory, MemberData(nameof(Papers))]
    public void Every_paper_is_a_valid_file(string name)
    {
        foreach (var practice in (bool[])[true, false])
        {
            using var file = Opened(Of(name) with { Practice = practice }, "https://cunju.example.cn/500112129202/meetings/2023-001");
            Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(file).Select(error => error.Description));
        }
    }

    [Fact]
    public void The_page_is_that_of_the_standard()
    {
        using var file = Opened(Of("minutes"), null);
        var section = file.MainDocumentPart!.Document!.Body!.Elements<SectionProperties>().Single();
        var margin = section.GetFirstChild<PageMargin>()!;
        Assert.Equal((2098, 1588u, 1474u), (margin.Top!.Value, margin.Left!.Value, margin.Right!.Value));
        Assert.Equal(580, section.GetFirstChild<DocGrid>()!.LinePitch!.Value);
        Assert.Equal(2, section.Elements<FooterReference>().Count());
    }

    [Fact]
    public void Rare_characters_of_names_get_a_font_that_has_them()
    {
        using var file = Opened(Of("minutes"), null);
        var runs = file.MainDocumentPart!.Document!.Descendants<Run>().ToArray();
        Assert.Equal("宋体", runs.Single(run => run.InnerText == "喆").RunProperties!.RunFonts!.EastAsia!.Value);
        Assert.Equal(
            "仿宋_GB2312",
            runs.First(run => run.InnerText.StartsWith("：路灯", StringComparison.Ordinal)).RunProperties!.RunFonts!.EastAsia!.Value
        );
        Assert.True(DocxParts.IsCommon(new Rune('村')));
        Assert.False(DocxParts.IsCommon(new Rune('犇')));
    }

    [Fact]
    public void A_practice_paper_says_so_on_every_page()
    {
        using var practice = Opened(Of("minutes") with { Practice = true }, null);
        Assert.Equal(
            2,
            practice.MainDocumentPart!.HeaderParts.Count(part => part.Header!.InnerText.Contains("演示", StringComparison.Ordinal))
        );
        using var real = Opened(Of("minutes"), null);
        Assert.Empty(real.MainDocumentPart!.HeaderParts);
    }

    [Fact]
    public void The_minutes_say_who_came_what_the_law_asks_and_what_was_decided()
    {
        using var file = Opened(Of("minutes"), null);
        var text = file.MainDocumentPart!.Document!.InnerText;
        foreach (
            var said in (string[])
                [
                    "应到 45 人，三分之二以上为 30 人，实到 31 人，符合",
                    "赞成 30，反对 1，弃权 0",
                    "〔2023〕1号",
                    "村办公室二楼",
                    "周犇",
                    "通知不足",
                    "主持人（签字）",
                ]
        )
        {
            Assert.Contains(said, text);
        }
    }

    [Fact]
    public void One_changed_word_changes_digest_and_code()
    {
        var one = new Document("甲", "1", "版 1", [new Core.Documents.Paragraph("一")]);
        var other = one with { Parts = [new Core.Documents.Paragraph("二")] };
        Assert.NotEqual(one.Digest, other.Digest);
        Assert.NotEqual(one.Code, other.Code);
        Assert.Equal(one.Digest, (one with { Practice = true }).Digest);
        Assert.Matches("^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$", one.Code);
    }

    [Theory]
    [InlineData(1, 15)]
    [InlineData(30, 15)]
    [InlineData(31, 34)]
    [InlineData(68, 34)]
    [InlineData(69, 53)]
    public void A_sign_in_sheet_fills_its_last_page(int people, int rows) => Assert.Equal(rows, MeetingPapers.RowsThatFit(people));

    [Fact]
    public void The_code_to_scan_has_its_quiet_zone_and_only_whole_modules()
    {
        var qr = Qr.Of("https://cunju.example.cn/500112129202/meetings/2023-001");
        Assert.True(qr.Size >= 21 + 8);
        Assert.StartsWith("M4 4h7v1h-7z", qr.Path);
        Assert.Matches(@"^(M\d+ \d+h\d+v1h-\d+z)+$", qr.Path);
    }

    private static Document Of(string name) =>
        name switch
        {
            "minutes" => MeetingPapers.Minutes(MeetingScene.Village, Signed, Held.Texts),
            "notice" => MeetingPapers.Notice(MeetingScene.Village, Announced.Meeting, Announced.Texts),
            _ => MeetingPapers.SignIn(MeetingScene.Village, Signed, Held.Texts, 45),
        };

    [Theory, MemberData(nameof(Papers))]
    public void A_paper_of_a_known_address_carries_its_code_to_scan(string name)
    {
        const string Address = "https://cunju.example.cn/500112129202/meetings/2023-001";
        using var file = Opened(Of(name), Address);
        var main = file.MainDocumentPart!;
        var inline = main.Document!.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.Inline>().Single();
        Assert.Equal((28 * 36_000L, 28 * 36_000L), (inline.Extent!.Cx!.Value, inline.Extent.Cy!.Value));
        Assert.Contains(Address, inline.DocProperties!.Description!.Value);
        var blip = inline.Descendants<DocumentFormat.OpenXml.Drawing.Blip>().Single();
        using var png = main.GetPartById(blip.Embed!.Value!).GetStream();
        using var bytes = new MemoryStream();
        png.CopyTo(bytes);
        Assert.Equal(Qr.Png(Address), bytes.ToArray());

        using var unknown = Opened(Of(name), null);
        Assert.Empty(unknown.MainDocumentPart!.Document!.Descendants<Drawing>());
        Assert.Empty(unknown.MainDocumentPart.ImageParts);
    }

    private static WordprocessingDocument Opened(Document document, string? address) =>
        WordprocessingDocument.Open(new MemoryStream(DocxWriter.Write(document, address)), false);
}
