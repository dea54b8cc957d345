using Cunju.App;
using Cunju.Core.Readings;

namespace Cunju.Tests.Readings;

/// <summary>What a person was shown before they pressed the button: found by the module's own loader, as the page and the guard find it.</summary>
internal static class Foreseen
{
    /// <summary>The act with the effect that was shown.</summary>
    public static async Task<TAct> For<TAct>(Loading loading, TAct act)
        where TAct : IssuersAct
    {
        var known = (IssuersKnowledge)await Modules.LoaderOf(typeof(IssuersKnowledge))(loading with { Act = act }, CancellationToken.None);
        return act with { Units = known.Effect.Units, Lanes = known.Effect.Lanes, Shown = known.Effect.Digest };
    }
}
