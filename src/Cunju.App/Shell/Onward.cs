using System.Text.RegularExpressions;
using Cunju.Core.Procedures;

namespace Cunju.App.Shell;

/// <summary>办完去哪里: a form leads to the case it wrote; where something else waits for it, to that: a page of the same case (<c>books</c>), or another case of the unit
/// (<c>disclosures/2023-004</c>).</summary>
public static partial class Onward
{
    /// <summary>The field that says so: a hidden one, or the button that was pressed.</summary>
    public const string Field = "Onward";

    /// <summary>The address after the act. Anything but the two forms leads to the case itself, so that no address of a form leads out of the unit.</summary>
    public static string Of(CaseKey written, string onward) =>
        PageOfTheCase().IsMatch(onward) ? $"{written}/{onward}"
        : AnotherCase().IsMatch(onward) ? $"/{written.Unit}/{onward}"
        : written.ToString();

    [GeneratedRegex(@"^[a-z-]{1,20}\z")]
    private static partial Regex PageOfTheCase();

    [GeneratedRegex(@"^[a-z-]{1,20}/[0-9]{4}-[0-9]{3,6}\z")]
    private static partial Regex AnotherCase();
}
