using Cunju.Core.WorkRecords;
using Xunit;

namespace Cunju.Tests.WorkRecords;

public sealed class SourceTests
{
    [Theory]
    [InlineData("2023-10-12", "2023")]
    [InlineData("2026-03-12", "2026")]
    public async Task A_refusal_names_the_edition_of_the_day_as_its_source(string today, string year)
    {
        await using var cell = await TestCell.Create(today);
        var list = $"《健全党组织领导的基层群众自治机制{year}年重点任务清单》";
        Assert.Equal(
            ($"{list}第21项", "监督工作由村务监督委员会成员登记，其他人不能代登记。"),
            await Refused("supervision.action", "clerk")
        );
        Assert.Equal(list, (await Refused("venture.nothing", "clerk")).Source);
        Assert.Equal($"{list}第21项", (await Refused("consult.catalogue", "supervision-chair")).Source);

        async Task<(string? Source, string Reason)> Refused(string kind, string office)
        {
            var outcome = await cell.Act(
                cell.Office(TestCell.Village, office),
                WorkRecordProcedure.Table,
                TestCell.Village,
                null,
                new RecordWork { Kind = kind, On = cell.Cell.Today }
            );
            return (outcome.Refusals[0].Source, outcome.Refusals[0].Reason);
        }
    }
}
