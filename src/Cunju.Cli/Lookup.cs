using Cunju.App;
using Cunju.App.Storage;
using Cunju.Core.DataFiles;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using ProcedureCase = Cunju.Core.Procedures.Case;

namespace Cunju.Cli;

/// <summary>Finds what a person names on the command line, or says what they may have meant.</summary>
internal static class Lookup
{
    /// <summary>The unit of that code or name.</summary>
    public static Unit Unit(Register register, string text, DateOnly day)
    {
        if (register.Find(text) is { } unit)
        {
            return unit;
        }

        var found = register.Search(text, day).ToArray();
        var exact = found.Where(each => each.NameOn(day) == text || each.ShortNameOn(day) == text).ToArray();
        return (exact.Length, found.Length) switch
        {
            (1, _) => exact[0],
            (0, 1) => found[0],
            (_, 0) => throw new FaultyInputException($"名册里没有单位「{text}」。"),
            _ => throw new FaultyInputException(
                $"「{text}」不止一个单位：{string.Join('、', found.Take(8).Select(each => $"{each.ShortNameOn(day)} {each.Id}"))}；请写代码。"
            ),
        };
    }

    /// <summary>The procedure of that name.</summary>
    public static IProcedure Procedure(string name) =>
        Modules.Procedure(name)
        ?? throw Unknown("程序", name, Modules.All.SelectMany(module => module.Procedures).Select(procedure => procedure.Name));

    /// <summary>The step of that verb.</summary>
    public static Step Step(IProcedure procedure, string verb) =>
        procedure.Steps.FirstOrDefault(step => step.Verb == verb)
        ?? throw Unknown("办理动作", verb, procedure.Steps.Select(step => step.Verb));

    /// <summary>A procedure's cases, not tracked.</summary>
    public static IQueryable<ProcedureCase> Cases(CunjuDb db, IProcedure procedure) => Audit.CasesOf(db, procedure);

    /// <summary>The state's title.</summary>
    public static string State(IProcedure procedure, ProcedureCase @case) =>
        procedure.States.First(state => state.Name == procedure.StateOf(@case)).Title;

    /// <summary>Nothing is called that.</summary>
    public static FaultyInputException Unknown(string what, string text, IEnumerable<string> known)
    {
        var all = known.ToArray();
        return new(
            Findings.Nearest(text, all) is { } near
                ? $"没有{what}「{text}」；是否想写「{near}」？"
                : $"没有{what}「{text}」；有：{string.Join('、', all)}。"
        );
    }
}
