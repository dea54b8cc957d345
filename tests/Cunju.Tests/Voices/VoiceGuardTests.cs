using Cunju.Core.Calendars;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.Voices;
using Cunju.Tests.Procedures;
using Xunit;

namespace Cunju.Tests.Voices;

/// <summary>Each guard of voices and their answers. Each was broken once and its test seen to fail.</summary>
public sealed class VoiceGuardTests
{
    private static readonly DateOnly Today = new(2023, 10, 12);

    private static readonly Unit Township = Of(TestCell.Township, UnitKind.Township, "玉峰山镇", TestCell.District);
    private static readonly Unit Village = Of(TestCell.Village, UnitKind.Village, "石岩村村民委员会", TestCell.Township);
    private static readonly Unit Community = Of(TestCell.Community, UnitKind.Community, "石坪社区居民委员会", TestCell.Township);

    private static readonly RaiseVoice Said = new()
    {
        Place = TestCell.Village,
        About = "2023-004",
        Kind = VoiceKind.Content,
        ConcernsCadres = false,
        Text = "九月的支出合计和明细对不上。",
        Name = "三组老周",
        Receipt = ReceiptCode.Digest(ReceiptCode.Of("mark")),
    };

    private static readonly RecordVoice Written = new()
    {
        Place = TestCell.Village,
        Kind = VoiceKind.Question,
        ConcernsCadres = false,
        Text = "低保什么时候发？",
        Why = AssistReason.Elderly,
        Receipt = ReceiptCode.Digest(ReceiptCode.Of("mark")),
    };

    private static readonly AnswerVoice Reply = new() { Text = "漏加了一笔运费，已经补上。" };

    [Fact]
    public void A_voice_says_what_it_is_whom_it_concerns_and_something()
    {
        At().Refuses("voices.kind", "Kind", Said with { Kind = null });
        At().Refuses("voices.cadres", "ConcernsCadres", Said with { ConcernsCadres = null });
        At().Refuses("voices.text", "Text", Said with { Text = null });
        At().Refuses("voices.long", "Text", Said with { Text = new('长', VoiceProcedure.LongestText + 1) });
        At().Refuses("voices.letters", "Text", Said with { Text = "账\0目" });
        At().Refuses("voices.name", "Name", Said with { Name = new('周', 21) });
        At().Refuses("voices.receipt", "Receipt", Said with { Receipt = null });
        At().Refuses("voices.receipt", "Receipt", Said with { Receipt = "7KQ4-M2XA-9FTR-CW5H" });
        At().Done<Voice>(Said with { Text = new('长', VoiceProcedure.LongestText), Name = null, About = null });
    }

    [Theory]
    [InlineData("我的电话是13800138000")]
    [InlineData("身份证 50022319900101123X")]
    [InlineData("卡号６２２８４８０４０２５６４８９００１８")]
    public void A_number_that_points_at_somebody_is_gently_refused(string words)
    {
        At().Refuses("voices.numbers", "Text", Said with { Text = words });
        At().Refuses("voices.numbers", "Name", Said with { Name = "13800138000" });
        At().Refuses("voices.numbers", "Text", new AppealVoice { Text = words }, Answered());
    }

    [Fact]
    public void A_voice_is_about_a_disclosure_that_was_published_or_about_none()
    {
        At(edition: null).Refuses("voices.about", "About", Said);
        At(edition: null).Done<Voice>(Said with { About = null });
        Assert.Equal(("2023-004", 2), (At(edition: 2).Done<Voice>(Said).About, At(edition: 2).Done<Voice>(Said).Edition));
    }

    [Fact]
    public void A_receipt_is_given_out_once() => At(taken: true).Refuses("voices.again", null, Said);

    [Fact]
    public void What_concerns_cadres_is_the_townships_case_and_nothing_else_is()
    {
        At().Refuses("voices.elsewhere", "ConcernsCadres", Said with { ConcernsCadres = true });
        At(Township).Refuses("voices.elsewhere", "ConcernsCadres", Said);
        var voice = At(Township).Done<Voice>(Said with { ConcernsCadres = true });
        Assert.Equal((TestCell.Township, TestCell.Village), (voice.Unit, voice.Place));
        At(place: null).Refuses("voices.place", "Place", Said);
        At(place: Township).Refuses("voices.place", "Place", Said with { Place = TestCell.Township });
        // Another township's village is not for this one to hear about.
        var elsewhere = Of("500112004018", UnitKind.Community, "别处社区", "500112004");
        At(Township, place: elsewhere).Refuses("voices.elsewhere", "ConcernsCadres", Said with { ConcernsCadres = true });
    }

    [Fact]
    public void Nobody_of_the_village_writes_down_what_concerns_its_cadres()
    {
        At().Refuses("voices.elsewhere", "ConcernsCadres", Written with { ConcernsCadres = true });
        At(Township).Refuses("voices.elsewhere", "ConcernsCadres", Written);
        At(Township).Done<Voice>(Written with { ConcernsCadres = true });
    }

    [Fact]
    public void Who_writes_for_somebody_says_why_and_is_named_by_account()
    {
        At().Refuses("voices.why", "Why", Written with { Why = null });
        At().Refuses("voices.text", "Text", Written with { Text = null });
        Assert.Equal(new AssistedEntry(AssistReason.Elderly, "account"), At().Done<Voice>(Written).Assisted);
        Assert.Null(At().Done<Voice>(Said).Assisted);
    }

    [Fact]
    public void The_village_has_three_days_and_the_township_ten()
    {
        Assert.Equal(new DateOnly(2023, 10, 15), At().Done<Voice>(Said).Due);
        Assert.Equal(new DateOnly(2023, 10, 15), At(Community, Community).Done<Voice>(Said with { Place = TestCell.Community }).Due);
        Assert.Equal(new DateOnly(2023, 10, 22), At(Township).Done<Voice>(Said with { ConcernsCadres = true }).Due);
        var appealed = At().Done<Voice>(new AppealVoice { Text = "还是对不上。" }, Answered());
        Assert.Equal((VoiceState.Appealed, new DateOnly(2023, 10, 22)), (appealed.State, appealed.Due));
        Assert.Null(At().Done<Voice>(new AnswerAppeal { Text = "已核实。" }, appealed).Due);
    }

    [Fact]
    public void An_inquiry_gives_the_village_three_days_and_the_township_twenty()
    {
        var inquiry = Said with { Kind = VoiceKind.Inquiry };
        Assert.Equal(new DateOnly(2023, 10, 15), At().Done<Voice>(inquiry).Due);
        Assert.Equal(new DateOnly(2023, 11, 1), At(Township).Done<Voice>(inquiry with { ConcernsCadres = true }).Due);
        var answered = At().Done<Voice>(Reply, At().Done<Voice>(inquiry));
        Assert.Equal(new DateOnly(2023, 11, 1), At().Done<Voice>(new AppealVoice { Text = "不是这样。" }, answered).Due);
        Assert.Equal(
            ["第四十条", "第三十一条"],
            new[] { VoiceKind.Inquiry, VoiceKind.Question }.Select(kind =>
                VoiceProcedure.AppealRule(TestCell.Data.Law, UnitKind.Village, kind, Today)!.Source[^(kind == VoiceKind.Inquiry ? 4 : 5)..]
            )
        );
    }

    [Fact]
    public void An_answer_says_something()
    {
        At().Refuses("voices.text", "Text", Reply with { Text = null }, At().Done<Voice>(Said));
        At().Refuses("voices.text", "Text", new AnswerAppeal(), At().Done<Voice>(new AppealVoice { Text = "不对。" }, Answered()));
        // What goes to the resident alone may hold the number of an office.
        Assert.Equal(VoiceState.Answered, At().Done<Voice>(Reply with { Text = "请打13800138000找会计。" }, At().Done<Voice>(Said)).State);
    }

    [Fact]
    public void What_everybody_reads_has_a_gist_and_points_at_nobody()
    {
        var voice = At().Done<Voice>(Said);
        var open = Reply with { Publish = true, Gist = "支出合计为什么对不上？" };
        At(name: "三组老周").Refuses("voices.gist", "Gist", open with { Gist = null }, voice);
        At(name: "三组老周").Refuses("voices.masking", "Text", open with { Text = "三组老周问得对。" }, voice);
        At(name: "三组老周").Refuses("voices.masking", "Gist", open with { Gist = "三组老周问的支出" }, voice);
        At(name: "三组老周").Refuses("voices.masking", "Text", open with { Text = "请打13800138000。" }, voice);
        At(name: "三组老周").Refuses("voices.masking", "Text", open with { Text = "退款打到账号：5001 2345 6789 01。" }, voice);
        At(name: "三组老周").Refuses("voices.masking", "Text", open with { Text = "补贴给2015年3月出生的孩子。" }, voice);
        Assert.NotNull(At(name: "三组老周").Done<Voice>(open, voice).Answer!.Gist);
        Assert.Null(At().Done<Voice>(Reply with { Gist = "不公开" }, voice).Answer!.Gist);
    }

    [Fact]
    public void What_concerns_cadres_or_nothing_in_particular_is_never_published()
    {
        var open = Reply with { Publish = true, Gist = "问的是什么" };
        At(Township).Refuses("voices.publish-cadres", "Publish", open, At(Township).Done<Voice>(Said with { ConcernsCadres = true }));
        At().Refuses("voices.publish-where", "Publish", open, At().Done<Voice>(Said with { About = null }));
    }

    [Fact]
    public void Only_a_correction_that_is_out_is_called_one()
    {
        var voice = At().Done<Voice>(Said);
        At().Refuses("voices.correction", "Corrected", Reply with { Corrected = true }, voice);
        Assert.Equal(2, At(edition: 2).Done<Voice>(Reply with { Corrected = true }, voice).Answer!.Corrected);
        At(edition: 2)
            .Refuses("voices.correction", "Corrected", Reply with { Corrected = true }, At().Done<Voice>(Said with { About = null }));
    }

    [Fact]
    public void Who_is_not_content_or_not_answered_in_time_turns_to_the_township()
    {
        var appeal = new AppealVoice { Text = "还是对不上。" };
        var voice = At().Done<Voice>(Said);
        At().Refuses("voices.early", null, appeal, voice);
        At(day: new(2023, 10, 15)).Refuses("voices.early", null, appeal, voice);
        Assert.Equal(VoiceState.Appealed, At(day: new(2023, 10, 16)).Done<Voice>(appeal, voice).State);
        Assert.Equal(VoiceState.Appealed, At().Done<Voice>(appeal, Answered()).State);
        var cadres = At(Township).Done<Voice>(Said with { ConcernsCadres = true });
        At(Township, day: new(2023, 12, 1)).Refuses("voices.township", null, appeal, cadres);
        Assert.Equal(VoiceState.Done, At(Township).Done<Voice>(Reply, cadres).State);
    }

    [Fact]
    public void A_receipts_code_is_read_as_it_was_printed_however_it_is_typed()
    {
        var code = ReceiptCode.Of("6f1c0d0a7b5e4c3d2e1f");
        Assert.Matches("^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){3}$", code);
        Assert.Equal(code, ReceiptCode.Of("6f1c0d0a7b5e4c3d2e1f"));
        Assert.NotEqual(code, ReceiptCode.Of("6f1c0d0a7b5e4c3d2e1e"));
        var digest = ReceiptCode.Digest(code);
        Assert.True(ReceiptCode.IsDigest(digest));
        Assert.Equal(digest, ReceiptCode.Digest(code.ToLowerInvariant().Replace('-', ' ')));
        Assert.Equal(digest, ReceiptCode.Digest($" {code.Replace("-", "", StringComparison.Ordinal)}　"));
        var full = new string([.. code.Select(letter => letter == '-' ? '－' : (char)(letter - '!' + '！'))]);
        Assert.Equal(digest, ReceiptCode.Digest(full));
        Assert.All(new[] { "", "7KQ4", code + "2", code[..^1] + "0" }, typed => Assert.Null(ReceiptCode.Digest(typed)));
        // Each of the thirty-two letters is used: five bits a letter make the eighty.
        Assert.Equal(
            32,
            Enumerable.Range(0, 400).SelectMany(i => ReceiptCode.Of($"{i}")).Where(letter => letter != '-').Distinct().Count()
        );
    }

    private static Voice Answered() => At().Done<Voice>(Reply, At().Done<Voice>(Said));

    private static Asking At(
        Unit? unit = null,
        Maybe place = default,
        int? edition = 1,
        bool taken = false,
        string? name = null,
        DateOnly? day = null
    ) =>
        new(
            VoiceProcedure.Table,
            unit ?? Village,
            day ?? Today,
            new Known().With(typeof(VoiceKnowledge), new VoiceKnowledge(place.IsSaid ? place.Unit : Village, edition, taken, name))
        );

    private static Unit Of(string id, UnitKind kind, string name, string parent) =>
        new()
        {
            Id = id,
            Kinds = Timeline<UnitKind>.Always(kind),
            Names = Timeline<string>.Always(name),
            Parents = Timeline<string>.Always(parent),
        };

    /// <summary>A place that was said, which may be none at all.</summary>
    private readonly record struct Maybe(bool IsSaid, Unit? Unit)
    {
        public static implicit operator Maybe(Unit? unit) => new(true, unit);
    }
}
