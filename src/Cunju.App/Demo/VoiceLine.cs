using System.Globalization;
using Cunju.Core.Voices;

namespace Cunju.App.Demo;

/// <summary>村（居）民意见: in some places somebody asks about what hangs on the board, or wants to know something, and is answered within the days of law.
/// What goes otherwise goes so in 示范镇 (<see cref="VoiceMishaps"/>).</summary>
public sealed class VoiceLine : IStoryLine
{
    /// <inheritdoc/>
    public IEnumerable<Scene> Of(Stage stage)
    {
        if (!stage.GovernsItself || stage.Unit.Id.StartsWith(Invented.Township, StringComparison.Ordinal))
        {
            yield break;
        }

        var draw = stage.Draw("voices");
        var many = draw.Percent(45) ? draw.Between(1, 2) : 0;
        for (var place = 0; place < many; place++)
        {
            // One in the first half of the year, one in the second.
            var month = draw.Between(2, 5) + (place * 4);
            var asks = draw.Percent(40);
            // By then what was put up that month hangs, and hangs on for a while.
            var day = stage.Day(draw, month, 20, 26);
            var topic = stage.Topic(asks ? "问" : "疑", day, draw);
            var about = asks ? null : Hanging(stage, month);
            Matter voice = new(VoiceProcedure.Table, stage.Unit.Id);
            yield return Said(
                stage,
                voice,
                day,
                new RaiseVoice { Kind = asks ? VoiceKind.Question : VoiceKind.Content, Text = topic.Talk },
                about
            );
            yield return new(
                InTime(stage, draw, day),
                Seat.Clerk,
                voice,
                new AnswerVoice
                {
                    Text = $"{topic.Result}。",
                    Publish = !asks && draw.Percent(60),
                    Gist = topic.Subject,
                }
            );
        }
    }

    /// <summary>What was put up in that month.</summary>
    public static Matter Hanging(Stage stage, int month) =>
        stage.Remembered.First(matter => matter.Key.Word == "disclosed" && matter.Key.Day.Month == month).Value;

    /// <summary>Somebody says something, or has it written down, at the unit or past it, as the matter's unit says.</summary>
    /// <param name="stage">The village or community.</param>
    /// <param name="voice">The matter; of the township when cadres are concerned.</param>
    /// <param name="day">The day.</param>
    /// <param name="said">What is said.</param>
    /// <param name="about">The disclosure; null when it is about none.</param>
    public static Scene Said(Stage stage, Matter voice, DateOnly day, RaisingAct said, Matter? about) =>
        new(
            day,
            said is RecordVoice ? Seat.Clerk : Seat.Resident,
            voice,
            said with
            {
                Place = stage.Unit.Id,
                ConcernsCadres = voice.Unit != stage.Unit.Id,
                Receipt = ReceiptCode.Digest(Code(stage, day)),
            }
        )
        {
            Naming = about is null ? null : act => (RaisingAct)act with { About = about.Case!.Number },
        };

    /// <summary>回执码 of what somebody of that unit said on that day. On the pages it is drawn by chance; here it follows from the seed, so that who tries the program
    /// can follow a voice (<c>docs/demo.md</c>).</summary>
    public static string Code(Stage stage, DateOnly day) => Code(stage.Seed, stage.Unit.Id, day);

    /// <summary>The same by its parts.</summary>
    public static string Code(string seed, string unit, DateOnly day) =>
        ReceiptCode.Of(string.Create(CultureInfo.InvariantCulture, $"demo\n{seed}\n{unit}\n{day:yyyy-MM-dd}"));

    /// <summary>A working day within the three days, or the day itself before a weekend.</summary>
    private static DateOnly InTime(Stage stage, Draw draw, DateOnly day) =>
        stage.List.Calendar.OnOrBefore(day.AddDays(draw.Between(1, 3))) is var answered && answered > day ? answered : day;
}
