using Cunju.Core.Procedures;
using Cunju.Core.WorkRecords;
using Xunit;

namespace Cunju.Tests.WorkRecords;

public sealed class PersonalNumbersTests
{
    [Theory]
    [InlineData("张三宅基地 510212199001011234", true)]
    [InlineData("补助发到６２２８４８００５６３３５６２１０３１", true)]
    [InlineData("138-8390 1234 的低保", true)]
    [InlineData("+8613883901234", true)]
    [InlineData("51021219900101123X", true)]
    [InlineData("2023年通村路硬化（渝北发改〔2023〕1024号）", false)]
    [InlineData("村道 12800000 元改造", false)]
    public async Task A_name_that_stays_for_ever_carries_no_number_of_a_person(string name, bool personal)
    {
        Assert.Equal(personal, PersonalNumbers.AreIn(name));
        await using var cell = await TestCell.Create();
        var kind = cell.Cell.ListOn(cell.Cell.Today).Kinds["decision.step"];
        var outcome = await cell.Act(
            cell.Office(TestCell.Village, "clerk"),
            WorkRecordProcedure.Table,
            TestCell.Village,
            null,
            new RecordWork
            {
                Kind = kind.Id,
                On = new(2023, 10, 8),
                CaseName = name,
                Fields =
                [
                    .. Vocabulary
                        .AskedOf(kind)
                        .Where(field => field.Required)
                        .Select(field => new TypedField { Name = field.Name, Values = [field.Values[0]] }),
                ],
            }
        );
        Assert.Equal(!personal, outcome.IsDone);
        Assert.Equal(personal ? ["work-records.personal"] : [], outcome.Refusals.Select(refusal => refusal.Code));
    }
}
