using Cunju.Core.Disclosures;
using Cunju.Core.Voices;

namespace Cunju.App.Demo;

/// <summary>意见里出的岔子: what residents of 示范镇 say, and what comes of it beyond an answer in time.</summary>
internal static class VoiceMishaps
{
    /// <summary>过了三日才答复.</summary>
    public static void AnsweredLate(Stage stage, List<Scene> scenes)
    {
        var voice = AtTheUnit(stage);
        scenes.AddRange([
            Said(stage, voice, new(Stage.Year, 5, 22), VoiceKind.Content, "五月公开的支出里有一笔维修费，是修的哪里？", month: 5),
            new(
                new(Stage.Year, 5, 29),
                Seat.Clerk,
                voice,
                new AnswerVoice
                {
                    Text = "修的是居委会门口的排水沟，经手的人上周在外学习，答复迟了几天，请谅解。票据可以到办公室看。",
                    Publish = true,
                    Gist = "五月的维修费修的是哪里",
                }
            ),
        ]);
    }

    /// <summary>前一天刚提出，等答复.</summary>
    public static void Waiting(Stage stage, List<Scene> scenes) =>
        scenes.Add(
            Said(stage, AtTheUnit(stage), Stage.LastDay, VoiceKind.Form, "公开栏的玻璃反光，下午看不清，能不能换个位置？", month: null)
        );

    /// <summary>代录: the clerk writes it down for somebody who has no use of a phone.</summary>
    public static void WrittenDown(Stage stage, List<Scene> scenes)
    {
        var voice = AtTheUnit(stage);
        scenes.AddRange([
            VoiceLine.Said(
                stage,
                voice,
                new(Stage.Year, 6, 20),
                new RecordVoice
                {
                    Kind = VoiceKind.Content,
                    Text = "字太小看不清，请念给我听一下，这个月收了多少、用了多少，还剩多少？",
                    Name = Names.Of(stage, 30),
                    Why = AssistReason.Elderly,
                },
                VoiceLine.Hanging(stage, 6)
            ),
            new(
                new(Stage.Year, 6, 21),
                Seat.Clerk,
                voice,
                new AnswerVoice { Text = "已经上门念了一遍，收入、支出、结余各是多少都说了；大字版也送了一份。" }
            ),
        ]);
    }

    /// <summary>询问有没有依法办；答复了不满意，向镇里反映，镇里有二十日.</summary>
    public static void Appealed(Stage stage, List<Scene> scenes)
    {
        var voice = AtTheUnit(stage);
        scenes.AddRange([
            Said(stage, voice, new(Stage.Year, 8, 8), VoiceKind.Inquiry, "七月那次代表会议人没有到齐，是不是就把事情定了？", month: null),
            new(
                new(Stage.Year, 8, 10),
                Seat.Clerk,
                voice,
                new AnswerVoice { Text = "那次到会的人不够，没有表决，记作流会；过后另外开了会才表决的，到会人数和票数都登在公开栏上。" }
            ),
            new(new(Stage.Year, 8, 14), Seat.Resident, voice, new AppealVoice { Text = "请镇里看看第二次会的通知是不是人人都收到了。" }),
            new(
                new(Stage.Year, 8, 29),
                Seat.TownshipOfficer,
                voice,
                new AnswerAppeal
                {
                    Text = "调阅了通知的签收册和会议记录：应到的人都签收了通知，到会过了三分之二，表决有效。签收册可以到村里看。",
                }
            ),
        ]);
    }

    /// <summary>涉及干部：不经过村里，由镇里答复.</summary>
    public static void PastTheUnit(Stage stage, List<Scene> scenes)
    {
        Matter voice = new(VoiceProcedure.Table, Invented.Township);
        scenes.AddRange([
            Said(stage, voice, new(Stage.Year, 9, 5), VoiceKind.Content, "误工补助发给了干部自己的亲戚，请查一查名册。", month: null),
            new(
                new(Stage.Year, 9, 13),
                Seat.TownshipOfficer,
                voice,
                new AnswerVoice
                {
                    Text = "查了名册和出工记录，其中一人确是干部的亲戚，出工属实、标准一样。已经要求今后经办人遇到亲属回避。",
                }
            ),
        ]);
    }

    /// <summary>确有错误：村民指出少写了一项，更正、重新公布以后答复，都在三日里.</summary>
    public static void LedToACorrection(Stage stage, List<Scene> scenes, DateOnly period)
    {
        var voice = AtTheUnit(stage);
        DateOnly said = new(Stage.Year, 5, 22);
        scenes.Add(Said(stage, voice, said, VoiceKind.Content, "上个月卖废旧水管的钱没有写进公开的内容里，是不是漏了？", period.Month));
        DisclosureMishaps.SecondEdition(
            stage,
            scenes,
            period,
            CorrectionReason.Residents,
            "四月处置废旧水管所得由镇里代管，月底前还没有转来，转来以后记入当月的收入。",
            said.AddDays(1),
            said.AddDays(2),
            said.AddDays(2)
        );
        scenes.Add(
            new(
                said.AddDays(3),
                Seat.Clerk,
                voice,
                new AnswerVoice
                {
                    Text = "问得对，公开的内容里没有说明。这笔钱还在镇里代管的账上，第二版已经补写清楚，今天起贴在公开栏上。",
                    Corrected = true,
                    Publish = true,
                    Gist = "处置废旧水管的钱为什么没有写进去",
                }
            )
        );
    }

    private static Matter AtTheUnit(Stage stage) => new(VoiceProcedure.Table, stage.Unit.Id);

    private static Scene Said(Stage stage, Matter voice, DateOnly day, VoiceKind kind, string text, int? month) =>
        VoiceLine.Said(
            stage,
            voice,
            day,
            new RaiseVoice { Kind = kind, Text = text },
            month is { } of ? VoiceLine.Hanging(stage, of) : null
        );
}
