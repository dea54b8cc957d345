using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Cunju.Core.Procedures;

namespace Cunju.Core.People;

/// <summary>任职: one person holds one office in one organisation from a day on. The name is not in it but beside it, where it can be erased.</summary>
public sealed record Tenure : Case
{
    /// <summary>Random id of the person; several tenures of one person share it.</summary>
    public string Person { get; init; } = "";

    /// <summary>The office.</summary>
    public string Office { get; init; } = "";

    /// <summary>The first day.</summary>
    public DateOnly From { get; init; }

    /// <summary>任期届满日: the last day of the term; null when the office has none or it is unknown. Who is not replaced goes on after it.</summary>
    public DateOnly? TermUntil { get; init; }

    /// <summary>The last day; null while the person is in office.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Why it ended.</summary>
    public EndReason? Reason { get; init; }

    /// <summary>Where the card with name and telephone is kept.</summary>
    public string Card { get; init; } = "";

    /// <summary>What is advised against and was done all the same.</summary>
    public ImmutableArray<string> Marks { get; init; } = [];

    /// <summary>Whether it is in force on that day.</summary>
    public bool InForceOn(DateOnly day) => From <= day && (To is null || day <= To);

    /// <summary>Whether it shares a day with the days from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public bool Overlaps(DateOnly from, DateOnly? to) => (To is null || from <= To) && (to is null || From <= to);
}

/// <summary>The states of a tenure.</summary>
public enum TenureState
{
    /// <summary>在任.</summary>
    Holding,

    /// <summary>已离任.</summary>
    Ended,
}

/// <summary>离任原因: why a tenure ended; a code, because the journal is for ever.</summary>
public enum EndReason
{
    /// <summary>任期届满.</summary>
    TermEnded,

    /// <summary>本人辞职.</summary>
    Resigned,

    /// <summary>依法罢免.</summary>
    Recalled,

    /// <summary>职务自行终止 (丧失行为能力、被判处刑罚、连续两次评议不称职).</summary>
    Ceased,

    /// <summary>去世.</summary>
    Died,

    /// <summary>工作调动: for posts that are not elected only.</summary>
    Transferred,
}

/// <summary>名片: what is known of the person in an office. Kept beside the journal; erasing it leaves the chain valid.</summary>
public sealed record PersonCard
{
    /// <summary>姓名.</summary>
    public string Name { get; init; } = "";

    /// <summary>性别: 男 or 女; null = not said.</summary>
    public string? Sex { get; init; }

    /// <summary>办公电话: public.</summary>
    public string? OfficePhone { get; init; }

    /// <summary>手机: for the own organisation; public with consent only.</summary>
    public string? Mobile { get; init; }

    /// <summary>Whether the person agreed that the mobile number is public.</summary>
    public bool MobilePublic { get; init; }

    /// <summary>近亲属: ids of persons of the same organisation whom the person declared as near kin.</summary>
    public ImmutableArray<string> Kin { get; init; } = [];

    private static readonly JsonSerializerOptions Form = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>As it is kept.</summary>
    public string ToText() => JsonSerializer.Serialize(this, Form);

    /// <summary>As it was kept; null when it was erased.</summary>
    public static PersonCard? FromText(string? text) =>
        string.IsNullOrEmpty(text) ? null : JsonSerializer.Deserialize<PersonCard>(text, Form);
}

/// <summary>A tenure with its card; the card is null when it was erased.</summary>
public sealed record Holder(Tenure Tenure, PersonCard? Card)
{
    /// <summary>The name as it is shown.</summary>
    public string Name => Card?.Name ?? "（已删除）";
}

/// <summary>What the rules about offices must be told: the offices there are, who holds or held them in the unit, and whether the unit can register them itself.</summary>
/// <param name="Offices">The office book.</param>
/// <param name="Holders">All tenures of the unit, ended ones too.</param>
/// <param name="HasAccount">Whether the unit has an active account.</param>
/// <param name="Self">The id of the person behind the account that acts; null when that is no account of the unit.</param>
public sealed record UnitOffices(OfficeBook Offices, ImmutableArray<Holder> Holders, bool HasAccount, string? Self);
