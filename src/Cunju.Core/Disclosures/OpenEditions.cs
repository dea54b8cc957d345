using System.Collections.Immutable;
using Cunju.Core.Procedures;

namespace Cunju.Core.Disclosures;

/// <summary>公开的一版: one putting-up of a disclosure, as far as anybody may know of it.</summary>
/// <param name="Showing">When, until when, signed by how many, and the digest.</param>
/// <param name="Before">The last putting-up of the edition before it; null for the first edition.</param>
/// <param name="Reason">Why it corrects the one before; null for the first edition.</param>
/// <param name="Changed">The day on which it last changed for those who read: put up, or withheld.</param>
public sealed record OpenEdition(Showing Showing, Showing? Before, CorrectionReason? Reason, DateOnly Changed)
{
    /// <summary>Its words; null when they are withheld, because they said of a person what must not be public.</summary>
    public AsideRef? Text => Showing.Withheld ? null : Showing.Content;

    /// <summary>The last day on which the people of its lists are named in full: the last day a sheet of it had to hang.</summary>
    public DateOnly NamedUntil => Term(Showing);

    /// <summary>The words as anybody may read them on that day: after the display's term people in lists are named by the family name alone (<see cref="ListedNames"/>).</summary>
    /// <param name="text">The words of <see cref="Text"/>.</param>
    /// <param name="day">The day on which they are read.</param>
    public string Read(string text, DateOnly day) => day <= NamedUntil ? text : ListedNames.Shortened(text);

    /// <summary>Whether those words may be read as they were published. Where they may not, their digest is not shown either: beside a text that is otherwise there it
    /// would tell whether a guessed name is the right one.</summary>
    /// <param name="text">The words of <see cref="Text"/>.</param>
    /// <param name="day">The day on which they are read.</param>
    public bool IsWhole(string text, DateOnly day) => Read(text, day) == text;

    /// <summary>What changed against the edition before, as anybody may read it on that day: once one of the two is read with shortened names, both are compared so.</summary>
    /// <param name="before">The words of <see cref="TextBefore"/>.</param>
    /// <param name="text">The words of <see cref="Text"/>.</param>
    /// <param name="day">The day on which it is read.</param>
    public ImmutableArray<PartChange> Changes(string before, string text, DateOnly day) =>
        day <= NamedUntil && (Before is null || day <= Term(Before))
            ? DisclosureContent.Changes(before, text)
            : DisclosureContent.Changes(ListedNames.Shortened(before), ListedNames.Shortened(text));

    private static DateOnly Term(Showing showing) => showing.Sheets.Max(hung => hung.KeptUntil);

    /// <summary>The words it is compared with; null when there are none, or one of the two is withheld: not even by what changed is it said again.</summary>
    public AsideRef? TextBefore => Text is null || Before is null or { Withheld: true } ? null : Before.Content;
}

/// <summary>居民能看什么: the one rule on what anybody may know of a disclosure. Pages, feeds, files and open data ask it, and nothing else.</summary>
public static class OpenEditions
{
    /// <summary>Every putting-up, oldest first; none while nothing was put up, whatever is being drafted.</summary>
    public static ImmutableArray<OpenEdition> Of(Disclosure disclosure) =>
        [
            .. disclosure.Shown.Select(showing =>
            {
                var before = disclosure.Shown.LastOrDefault(shown => shown.Edition < showing.Edition);
                return new OpenEdition(showing, before, showing.Corrects, showing.WithheldOn ?? showing.On);
            }),
        ];

    /// <summary>What is read now, or of the edition that was asked for its last putting-up; null when there is none.</summary>
    public static OpenEdition? Find(Disclosure disclosure, int? edition) =>
        Of(disclosure).LastOrDefault(open => edition is null || open.Showing.Edition == edition);

    /// <summary>更正了哪些: the parts that do not read as they did (财务、账表), without a word of theirs.</summary>
    public static ImmutableArray<string> PartsChanged(DisclosureContent before, DisclosureContent now) =>
        [
            .. Enum.GetValues<DisclosureSubject>()
                .Where(subject => before.TextOf(subject) != now.TextOf(subject))
                .Select(subject => subject.Title()),
            .. before.Books != now.Books ? ["账表"] : (string[])[],
        ];
}
