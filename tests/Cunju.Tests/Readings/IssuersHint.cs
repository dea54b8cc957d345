using System.Collections.Immutable;
using Cunju.App;
using Cunju.App.Storage;
using Cunju.Core.Readings;
using Cunju.Tests.Procedures;
using Xunit;

namespace Cunju.Tests.Readings;

/// <summary>What the hints of both tables of the issuer share.</summary>
internal static class IssuersHint
{
    public const string Paper = "渝北民发〔2023〕15号";

    /// <summary>The act with the effect that would have been shown, and a paper.</summary>
    public static TAct Shown<TAct>(Scene scene, TAct act)
        where TAct : IssuersAct
    {
        Loading loading = new(scene.Cell, scene.Db, scene.Register, scene.Unit, new("", "", []), scene.Case, act, scene.Day);
        // A form is filled in at once; nothing is waited for but the store.
        return Foreseen.For(loading, act with { By = Paper }).GetAwaiter().GetResult();
    }

    /// <summary>What was said stays, in the order of its days, and nothing is said twice in a row.</summary>
    public static void AddsOne<TGiven>(ImmutableArray<TGiven> before, ImmutableArray<TGiven> after)
        where TGiven : class
    {
        Assert.Equal(before.Length + 1, after.Length);
        Assert.Equal(CellJson.Write(before), CellJson.Write(after[..^1]));
    }

    /// <summary>Every word of the issuer rests on a paper and on numbers somebody could have been shown.</summary>
    public static void IsSigned(string paper, int units, int lanes)
    {
        Assert.InRange(paper.Length, 2, 80);
        Assert.InRange(units, 0, lanes);
        Assert.True(lanes == 0 || units > 0);
    }
}
