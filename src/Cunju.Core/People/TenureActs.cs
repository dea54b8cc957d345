using System.Collections.Immutable;
using Cunju.Core.Procedures;

namespace Cunju.Core.People;

/// <summary>What every act says that puts a person into an office.</summary>
public interface IAppointment
{
    /// <summary>The office.</summary>
    string Office { get; }

    /// <summary>The id of a person the organisation knows already; null for a new one.</summary>
    string? Person { get; }

    /// <summary>The first day.</summary>
    DateOnly From { get; }

    /// <summary>The last day of the term.</summary>
    DateOnly? TermUntil { get; }

    /// <summary>The card.</summary>
    PersonCard Card { get; }
}

/// <summary>登记任职: writes down that somebody holds an office; the election or decision itself happened elsewhere.</summary>
public sealed record AppointToOffice : Act, IAppointment
{
    /// <inheritdoc/>
    [Ask("职务")]
    public string Office { get; init; } = "";

    /// <inheritdoc/>
    [Ask("本单位已有的人")]
    public string? Person { get; init; }

    /// <summary>姓名.</summary>
    [Ask("姓名")]
    public string? Name { get; init; }

    /// <summary>性别.</summary>
    [Ask("性别")]
    public string? Sex { get; init; }

    /// <inheritdoc/>
    [Ask("任职日期")]
    public DateOnly From { get; init; }

    /// <inheritdoc/>
    [Ask("任期到")]
    public DateOnly? TermUntil { get; init; }

    /// <summary>办公电话.</summary>
    [Ask("办公电话", Hint = "对居民公开")]
    public string? OfficePhone { get; init; }

    /// <summary>手机.</summary>
    [Ask("手机", Hint = "只有本单位看得到，除非本人同意公开")]
    public string? Mobile { get; init; }

    /// <summary>Consent.</summary>
    [Ask("本人同意公开手机号")]
    public bool MobilePublic { get; init; }

    /// <summary>Declared near kin.</summary>
    [Ask("与班子里谁是近亲属")]
    public ImmutableArray<string> Kin { get; init; } = [];

    PersonCard IAppointment.Card =>
        new()
        {
            Name = Name?.Trim() ?? "",
            Sex = Sex,
            OfficePhone = OfficePhone,
            Mobile = Mobile,
            MobilePublic = MobilePublic,
            Kin = Kin,
        };
}

/// <summary>登记首位任职人员: the bureau writes down one office-holder of an organisation that has no account yet, so that its first account has a holder.</summary>
public sealed record RegisterFirstOffice : Act, IAppointment
{
    /// <inheritdoc/>
    [Ask("职务")]
    public string Office { get; init; } = "";

    /// <summary>姓名.</summary>
    [Ask("姓名")]
    public string Name { get; init; } = "";

    /// <inheritdoc/>
    [Ask("任职日期")]
    public DateOnly From { get; init; }

    /// <inheritdoc/>
    [Ask("任期到")]
    public DateOnly? TermUntil { get; init; }

    string? IAppointment.Person => null;

    PersonCard IAppointment.Card => new() { Name = Name.Trim() };
}

/// <summary>登记离任: writes down that a tenure ended.</summary>
public sealed record EndTenure : Act
{
    /// <summary>The last day in office.</summary>
    [Ask("任职的最后一天")]
    public DateOnly LastDay { get; init; }

    /// <summary>Why.</summary>
    [Ask("原因")]
    public EndReason? Reason { get; init; }
}

/// <summary>更正任职: what was written down was wrong or has changed (telephone, consent, kin).</summary>
public sealed record CorrectTenure : Act
{
    /// <summary>姓名.</summary>
    [Ask("姓名")]
    public string Name { get; init; } = "";

    /// <summary>性别.</summary>
    [Ask("性别")]
    public string? Sex { get; init; }

    /// <summary>The first day.</summary>
    [Ask("任职日期")]
    public DateOnly From { get; init; }

    /// <summary>The last day of the term.</summary>
    [Ask("任期到")]
    public DateOnly? TermUntil { get; init; }

    /// <summary>办公电话.</summary>
    [Ask("办公电话", Hint = "对居民公开")]
    public string? OfficePhone { get; init; }

    /// <summary>手机.</summary>
    [Ask("手机", Hint = "只有本单位看得到，除非本人同意公开")]
    public string? Mobile { get; init; }

    /// <summary>Consent.</summary>
    [Ask("本人同意公开手机号")]
    public bool MobilePublic { get; init; }

    /// <summary>Declared near kin.</summary>
    [Ask("与班子里谁是近亲属")]
    public ImmutableArray<string> Kin { get; init; } = [];
}

/// <summary>What happened to a tenure.</summary>
public abstract record TenureFact : Fact;

/// <summary>Somebody holds an office.</summary>
public sealed record Appointed(
    string Person,
    string Office,
    DateOnly From,
    DateOnly? TermUntil,
    AsideRef Card,
    ImmutableArray<string> Marks
) : TenureFact;

/// <summary>A tenure ended.</summary>
public sealed record TenureEnded(DateOnly LastDay, EndReason Reason) : TenureFact;

/// <summary>A tenure was corrected.</summary>
public sealed record TenureCorrected(DateOnly From, DateOnly? TermUntil, AsideRef Card, ImmutableArray<string> Marks) : TenureFact;
