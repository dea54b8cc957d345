using Cunju.App.Shell;
using Cunju.Core.Procedures;
using Xunit;

namespace Cunju.Tests.Shell;

/// <summary>办完去哪里: to the case, to one of its pages, to another case of the unit, and nowhere else.</summary>
public sealed class OnwardTests
{
    private static readonly CaseKey Meeting = new(TestCell.Village, "meetings", "2023-012");

    [Theory]
    [InlineData("", "/meetings/2023-012")]
    [InlineData("books", "/meetings/2023-012/books")]
    [InlineData("disclosures/2023-004", "/disclosures/2023-004")]
    [InlineData("//example.org", "/meetings/2023-012")]
    [InlineData("https://example.org", "/meetings/2023-012")]
    [InlineData("../500112", "/meetings/2023-012")]
    [InlineData("disclosures/2023-004/../..", "/meetings/2023-012")]
    [InlineData("disclosures/2023-004\n", "/meetings/2023-012")]
    [InlineData("books?x=1", "/meetings/2023-012")]
    [InlineData("/sign-out", "/meetings/2023-012")]
    public void A_form_leads_into_the_unit_and_nowhere_else(string asked, string leads) =>
        Assert.Equal($"/{TestCell.Village}{leads}", Onward.Of(Meeting, asked));
}
