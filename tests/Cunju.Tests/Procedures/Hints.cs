using Cunju.Tests.Assemblies;
using Cunju.Tests.Attestations;
using Cunju.Tests.Disclosures;
using Cunju.Tests.Filings;
using Cunju.Tests.People;
using Cunju.Tests.Readings;
using Cunju.Tests.Registry;
using Cunju.Tests.Voices;
using Cunju.Tests.WorkRecords;

namespace Cunju.Tests.Procedures;

/// <summary>The hints, listed by hand by the name of the procedure. Adding one is one line here; not adding one is fine as long as chance takes every row.</summary>
internal static class Hints
{
    public static readonly IReadOnlyDictionary<string, Hint> All = new Dictionary<string, Hint>
    {
        ["meetings"] = MeetingHint.Hint,
        ["tenures"] = PeopleHints.Tenures,
        ["accounts"] = PeopleHints.Accounts,
        ["places"] = RegistryHints.Places,
        ["profile"] = RegistryHints.Profile,
        ["work-records"] = WorkRecordHint.Hint,
        ["attestations"] = AttestationHint.Hint,
        ["disclosures"] = DisclosureHint.Hint,
        ["filings"] = FilingHint.Hint,
        ["readings"] = ReadingHint.Hint,
        ["editions"] = EditionHint.Hint,
        ["voices"] = VoiceHint.Hint,
    };

    public static Hint Of(string procedure) => All.GetValueOrDefault(procedure) ?? new();
}
