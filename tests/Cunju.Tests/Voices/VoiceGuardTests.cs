using System.Globalization;
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
        // The fifteenth is a Sunday, the twenty-second too.
        Assert.Equal(new DateOnly(2023, 10, 16), At().Done<Voice>(Said).Due);
        Assert.Equal(new DateOnly(2023, 10, 16), At(Community, Community).Done<Voice>(Said with { Place = TestCell.Community }).Due);
        Assert.Equal(new DateOnly(2023, 10, 23), At(Township).Done<Voice>(Said with { ConcernsCadres = true }).Due);
        var appealed = At().Done<Voice>(new AppealVoice { Text = "还是对不上。" }, Answered());
        Assert.Equal((VoiceState.Appealed, new DateOnly(2023, 10, 23)), (appealed.State, appealed.Due));
        Assert.Null(At().Done<Voice>(new AnswerAppeal { Text = "已核实。" }, appealed).Due);
    }

    [Fact]
    public void An_inquiry_gives_the_village_three_days_and_the_township_twenty()
    {
        var inquiry = Said with { Kind = VoiceKind.Inquiry };
        Assert.Equal(new DateOnly(2023, 10, 16), At().Done<Voice>(inquiry).Due);
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
    public void A_last_day_without_work_moves_to_the_next_workday()
    {
        // 2023: holiday from 29 September to 6 October, then a Saturday and a Sunday that are worked.
        foreach (
            var (raised, due) in new[]
            {
                ("09-25", "09-28"),
                ("09-26", "10-07"),
                ("10-04", "10-07"),
                ("10-05", "10-08"),
                ("10-11", "10-16"),
            }
        )
        {
            Assert.Equal(
                DateOnly.Parse($"2023-{due}", CultureInfo.InvariantCulture),
                At(day: DateOnly.Parse($"2023-{raised}", CultureInfo.InvariantCulture)).Done<Voice>(Said).DueOn
            );
        }

        // The township's ten days end in the holiday too.
        var appealed = At(day: new(2023, 9, 22))
            .Done<Voice>(new AppealVoice { Text = "不对。" }, At(day: new(2023, 9, 20)).Done<Voice>(Said));
        Assert.Equal(new DateOnly(2023, 10, 7), appealed.Due);
    }

    [Fact]
    public void A_resident_turns_to_the_township_at_once_or_after_the_answer()
    {
        var appeal = new AppealVoice { Text = "还是对不上。" };
        Assert.Equal(VoiceState.Appealed, At().Done<Voice>(appeal, At().Done<Voice>(Said)).State);
        Assert.Equal(VoiceState.Appealed, At().Done<Voice>(appeal, Answered()).State);
        var cadres = At(Township).Done<Voice>(Said with { ConcernsCadres = true });
        At(Township, day: new(2023, 12, 1)).Refuses("voices.township", null, appeal, cadres);
        Assert.Equal(VoiceState.Done, At(Township).Done<Voice>(Reply, cadres).State);
    }

    [Fact]
    public void Who_was_asked_first_still_answers_until_the_township_has()
    {
        var voice = At().Done<Voice>(new AppealVoice { Text = "请镇里看看。" }, At().Done<Voice>(Said));
        Assert.True(voice.IsOwed());
        Assert.Equal((new DateOnly(2023, 10, 16), new DateOnly(2023, 10, 23)), (voice.DueOn, voice.Due));
        var answered = At().Done<Voice>(Reply, voice);
        Assert.Equal((VoiceState.Appealed, false, voice.Due), (answered.State, answered.IsOwed(), answered.Due));
        At().Refuses("voices.answered", null, Reply, answered);
        var done = At().Done<Voice>(new AnswerAppeal { Text = "已核实。" }, voice);
        Assert.False(done.IsOwed());
        At().Refuses("procedure.state", null, Reply, done);
    }

    [Fact]
    public void A_published_answer_is_taken_back_once_and_stays_the_residents()
    {
        var open = At().Done<Voice>(Reply with { Publish = true, Gist = "支出合计为什么对不上？" }, At().Done<Voice>(Said));
        var appealed = At().Done<Voice>(new AppealVoice { Text = "不对。" }, open);
        foreach (var voice in new[] { open, appealed, At().Done<Voice>(new AnswerAppeal { Text = "已核实。" }, appealed) })
        {
            var closed = At(day: new(2023, 10, 13)).Done<Voice>(new UnpublishAnswer(), voice);
            Assert.Equal((voice.State, voice.Answer!.Text, voice.Due), (closed.State, closed.Answer!.Text, closed.Due));
            Assert.Equal((null, new DateOnly(2023, 10, 13)), (closed.Answer.Gist, closed.Answer.OpenUntil));
            At(day: new(2023, 10, 14)).Refuses("voices.unpublished", null, new UnpublishAnswer(), closed);
        }

        At().Refuses("voices.unpublished", null, new UnpublishAnswer(), Answered());
        At().Refuses("procedure.state", null, new UnpublishAnswer(), At().Done<Voice>(Said));
    }

    [Fact]
    public void Nothing_is_dated_before_what_it_follows()
    {
        var yesterday = At(day: Today.AddDays(-1));
        var open = At().Done<Voice>(Reply with { Publish = true, Gist = "支出合计为什么对不上？" }, At().Done<Voice>(Said));
        yesterday.Refuses("voices.order", null, Reply, At().Done<Voice>(Said));
        yesterday.Refuses("voices.order", null, new AppealVoice { Text = "不对。" }, At().Done<Voice>(Said));
        // Raised before, answered today: it is the answer that must come first.
        yesterday.Refuses(
            "voices.order",
            null,
            new AppealVoice { Text = "不对。" },
            At().Done<Voice>(Reply, At(day: Today.AddDays(-2)).Done<Voice>(Said))
        );
        yesterday.Refuses(
            "voices.order",
            null,
            new AnswerAppeal { Text = "已核实。" },
            At().Done<Voice>(new AppealVoice { Text = "不对。" }, open)
        );
        yesterday.Refuses("voices.order", null, new UnpublishAnswer(), open);
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
