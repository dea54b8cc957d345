using System.Collections.Immutable;
using Cunju.Core.Places;
using Cunju.Core.Procedures;

namespace Cunju.Core.People;

/// <summary>班子与人员: who holds which office, written down by the organisation itself. Nothing here elects, appoints or removes anybody.</summary>
public static class TenureProcedure
{
    /// <summary>May write down who holds which office.</summary>
    public static readonly Permission Keep = new("tenures.keep", "登记班子与人员");

    /// <summary>May write down the first office-holder of an organisation that has no account yet.</summary>
    public static readonly Permission RegisterFirst = new("tenures.register-first", "为还没有账号的单位登记首位任职人员");

    /// <summary>The law of communities has no such sentence; that residents elect the members says the same.</summary>
    private const string NoReplacing =
        "任何组织或者个人不得指定、委派或者撤换村民委员会成员：《村民委员会组织法》（2018年修正）第十一条，《村民委员会组织法》（2025年修正）第十四条；居民委员会成员由居民选举产生：《城市居民委员会组织法》（2018年修正）第八条，《城市居民委员会组织法》（2025年修订）第十四条";

    private static readonly TenureState[] Holding = [TenureState.Holding];

    /// <summary>The table.</summary>
    public static readonly Procedure<Tenure, TenureState, TenureFact> Table = new Procedure<Tenure, TenureState, TenureFact>(
        "tenures",
        "班子与人员",
        "《村民委员会组织法》《城市居民委员会组织法》；《关于建立健全村务监督委员会的指导意见》（2017年）",
        tenure => tenure.To is null ? TenureState.Holding : TenureState.Ended,
        After
    )
        .State(TenureState.Holding, "在任")
        .State(TenureState.Ended, "已离任")
        .Knows<UnitOffices>()
        .Opens<AppointToOffice>(
            "登记任职",
            Holding,
            Keep,
            Appoint,
            NobodyAppointsThemselves,
            KeyOfficesNeedTheKeeperOfAccounts,
            OfficeExistsHere,
            PersonIsNamed,
            DaysAreSensible,
            TermIsWithinTheLaw,
            PhonesLookLikePhones,
            SeatIsFree,
            OfficesGoTogether
        )
        .OpensFor<RegisterFirstOffice>(
            "登记首位任职人员",
            Holding,
            RegisterFirst,
            Reach.District,
            Appoint,
            UnitCannotDoItItself,
            OfficeExistsHere,
            PersonIsNamed,
            DaysAreSensible,
            TermIsWithinTheLaw,
            SeatIsFree,
            OfficesGoTogether
        )
        .Step<CorrectTenure>(
            "更正",
            Holding,
            Holding,
            Keep,
            Correct,
            NobodyCorrectsTheirOwnDays,
            CorrectedKeyOfficesNeedTheKeeperOfAccounts,
            CorrectedNameIsThere,
            CorrectedDaysAreSensible,
            CorrectedTermIsWithinTheLaw,
            CorrectedPhonesLookLikePhones,
            CorrectedOfficesGoTogether
        )
        .Step<EndTenure>(
            "登记离任",
            Holding,
            [TenureState.Ended],
            Keep,
            (_, act, _) => new TenureEnded(act.LastDay, act.Reason!.Value),
            NobodyEndsTheirOwn,
            EndedKeyOfficesNeedTheKeeperOfAccounts,
            ReasonIsGiven,
            LastDayIsSensible,
            TheElectedAreNotTransferred
        );

    private static Tenure After(Tenure? before, TenureFact fact) =>
        fact switch
        {
            Appointed appointed => new()
            {
                Person = appointed.Person,
                Office = appointed.Office,
                From = appointed.From,
                TermUntil = appointed.TermUntil,
                Card = appointed.Card.Id,
                Marks = appointed.Marks,
            },
            TenureCorrected corrected => before! with
            {
                From = corrected.From,
                TermUntil = corrected.TermUntil,
                Card = corrected.Card.Id,
                Marks = corrected.Marks,
            },
            TenureEnded ended => before! with { To = ended.LastDay, Reason = ended.Reason },
            _ => throw new InvalidOperationException(fact.GetType().Name),
        };

    private static Appointed Appoint(IAppointment act, Occasion at)
    {
        var known = at.Known.Get<UnitOffices>();
        var card = act.Card;
        if (act.Person is { } person && card.Name.Length == 0)
        {
            card = card with { Name = known.Holders.Last(holder => holder.Tenure.Person == person && holder.Card is not null).Name };
        }

        var aside = at.Aside("person", card.ToText());
        return new(act.Person ?? at.NewId(), act.Office, act.From, act.TermUntil, aside.Reference, MarksOf(act, at)) { Asides = [aside] };
    }

    private static TenureCorrected Correct(Tenure tenure, CorrectTenure act, Occasion at)
    {
        var aside = at.Aside("person", CardOf(act).ToText());
        return new(
            act.From,
            act.TermUntil,
            aside.Reference,
            [
                .. Clashes(tenure.Office, tenure.Person, act.Kin, act.From, tenure.Number, at)
                    .Where(clash => clash.Rule.Advice)
                    .Select(clash => clash.Rule.Id)
                    .Distinct(),
            ]
        )
        {
            Asides = [aside],
        };
    }

    private static PersonCard CardOf(CorrectTenure act) =>
        new()
        {
            Name = act.Name.Trim(),
            Sex = act.Sex,
            OfficePhone = act.OfficePhone,
            Mobile = act.Mobile,
            MobilePublic = act.MobilePublic,
            Kin = act.Kin,
        };

    private static Refusal? UnitCannotDoItItself(RegisterFirstOffice act, Occasion at) =>
        at.Unit.KindOn(at.Day) is UnitKind.Village or UnitKind.Community or UnitKind.Other && at.Known.Get<UnitOffices>().HasAccount
            ? new("offices.own-affair", "这个单位已有在用的账号，人员由它自己登记。")
            : null;

    private static Refusal? NobodyAppointsThemselves(AppointToOffice act, Occasion at) =>
        act.Person is { } person && person == at.Known.Get<UnitOffices>().Self
            ? new("offices.self", "不能给自己登记职务，请由本单位另一位有权限的人登记。", null, nameof(act.Person))
            : null;

    /// <summary>One's own name, telephone and consent are one's own to correct; days and kin decide who is in office.</summary>
    private static Refusal? NobodyCorrectsTheirOwnDays(Tenure tenure, CorrectTenure act, Occasion at)
    {
        var known = at.Known.Get<UnitOffices>();
        var kin = known.Holders.FirstOrDefault(holder => holder.Tenure.Number == tenure.Number)?.Card?.Kin ?? [];
        return
            tenure.Person == known.Self
            && (act.From != tenure.From || act.TermUntil != tenure.TermUntil || !act.Kin.ToHashSet(StringComparer.Ordinal).SetEquals(kin))
            ? new("offices.self", "自己的任职日期、任期和近亲属不能自己更正，请由本单位另一位有权限的人办理。", null, nameof(act.From))
            : null;
    }

    private static Refusal? NobodyEndsTheirOwn(Tenure tenure, EndTenure act, Occasion at) =>
        tenure.Person == at.Known.Get<UnitOffices>().Self
            ? new("offices.self", "不能给自己登记离任，请由本单位另一位有权限的人登记。")
            : null;

    private static Refusal? KeyOfficesNeedTheKeeperOfAccounts(AppointToOffice act, Occasion at) =>
        KeyOffice(act.Office, at, nameof(act.Office));

    private static Refusal? CorrectedKeyOfficesNeedTheKeeperOfAccounts(Tenure tenure, CorrectTenure act, Occasion at) =>
        KeyOffice(tenure.Office, at, null);

    private static Refusal? EndedKeyOfficesNeedTheKeeperOfAccounts(Tenure tenure, EndTenure act, Occasion at) =>
        KeyOffice(tenure.Office, at, null);

    private static Refusal? KeyOffice(string id, Occasion at, string? field)
    {
        var offices = at.Known.Get<UnitOffices>().Offices;
        return offices.Find(id) is { } office && offices.IsKey(id) && !at.Actor.Permissions.Contains(AccountProcedure.Keep.Id)
            ? new(
                "offices.key",
                $"「{office.TitleIn(at.Unit.KindOn(at.Day))}」管账号或者管监督，只能由有权开通本单位账号的人登记、更正和登记离任。",
                null,
                field
            )
            : null;
    }

    private static Refusal? OfficeExistsHere(IAppointment act, Occasion at) =>
        at.Known.Get<UnitOffices>().Offices.Find(act.Office) is { } office && office.In(at.Unit.KindOn(at.Day))
            ? null
            : new(
                "offices.unknown",
                act.Office is { Length: > 0 } ? "本单位没有这个职务，请另选。" : "请选择职务。",
                null,
                nameof(act.Office)
            );

    private static Refusal? PersonIsNamed(IAppointment act, Occasion at) =>
        act.Person is { } person
            ? at.Known.Get<UnitOffices>().Holders.Any(holder => holder.Tenure.Person == person && holder.Card is not null)
                ? null
                : new("offices.person", "名单里没有这个人，请重新选择或填写姓名。", null, nameof(act.Person))
            : NameIsThere(act.Card.Name);

    private static Refusal? CorrectedNameIsThere(Tenure tenure, CorrectTenure act, Occasion at) => NameIsThere(act.Name);

    private static Refusal? NameIsThere(string name) =>
        name.Trim().Length is >= 2 and <= 40 ? null : new("offices.name", "请写姓名（2 到 40 个字）。", null, "Name");

    private static Refusal? DaysAreSensible(IAppointment act, Occasion at) =>
        FirstDayIsSensible(act.From, at) ?? TermComesAfter(act.From, act.TermUntil);

    private static Refusal? CorrectedDaysAreSensible(Tenure tenure, CorrectTenure act, Occasion at) =>
        FirstDayIsSensible(act.From, at) ?? TermComesAfter(act.From, act.TermUntil);

    private static Refusal? FirstDayIsSensible(DateOnly from, Occasion at) =>
        from < new DateOnly(1980, 1, 1) || from > at.Day.AddMonths(3)
            ? new(
                "offices.day",
                from == default ? "请写从哪天开始任职。" : "任职日期不对：应在1980年以后；还没有到任的，最多提前三个月登记。",
                null,
                "From"
            )
            : null;

    private static Refusal? TermComesAfter(DateOnly from, DateOnly? until) =>
        until <= from ? new("offices.term", "任期应在任职日期之后届满。", null, "TermUntil") : null;

    private static Refusal? TermIsWithinTheLaw(IAppointment act, Occasion at) => TermIsNotTooLong(act.Office, act.From, act.TermUntil, at);

    private static Refusal? CorrectedTermIsWithinTheLaw(Tenure tenure, CorrectTenure act, Occasion at) =>
        TermIsNotTooLong(tenure.Office, act.From, act.TermUntil, at);

    /// <summary>Only reckons with a first day that can be: the last years of the calendar have no end of term.</summary>
    private static Refusal? TermIsNotTooLong(string id, DateOnly from, DateOnly? until, Occasion at) =>
        at.Known.Get<UnitOffices>().Offices.Find(id) is { TermYears: { } years } office
        && FirstDayIsSensible(from, at) is null
        && until > from.AddYears(years)
            ? new(
                "offices.term",
                $"「{office.TitleIn(at.Unit.KindOn(from))}」每届任期 {years} 年，请核对届满日期。",
                office.TermSource,
                "TermUntil"
            )
            : null;

    private static Refusal? PhonesLookLikePhones(AppointToOffice act, Occasion at) => Phones(act.OfficePhone, act.Mobile);

    private static Refusal? CorrectedPhonesLookLikePhones(Tenure tenure, CorrectTenure act, Occasion at) =>
        Phones(act.OfficePhone, act.Mobile);

    private static Refusal? Phones(string? office, string? mobile) =>
        office is { } fixedLine && !IsPhone(fixedLine)
            ? new("offices.phone", "办公电话只写数字、空格和横线，如 023-67821234。", null, nameof(AppointToOffice.OfficePhone))
        : mobile is { } number && !(IsPhone(number) && number.StartsWith('1') && number.Count(char.IsAsciiDigit) == 11)
            ? new("offices.phone", "手机号应为 1 开头的 11 位数字。", null, nameof(AppointToOffice.Mobile))
        : null;

    private static bool IsPhone(string text) =>
        text.All(letter => char.IsAsciiDigit(letter) || letter is '-' or ' ') && text.Count(char.IsAsciiDigit) is >= 3 and <= 14;

    private static Refusal? SeatIsFree(IAppointment act, Occasion at)
    {
        var known = at.Known.Get<UnitOffices>();
        var title = known.Offices.Find(act.Office)?.TitleIn(at.Unit.KindOn(at.Day));
        var sitting = known.Holders.Where(holder => holder.Tenure.Office == act.Office && holder.Tenure.Overlaps(act.From, null)).ToArray();
        return sitting.Any(holder => holder.Tenure.Person == act.Person)
                ? new("offices.already", $"这个人已经登记为「{title}」。", null, nameof(act.Person))
            : sitting.Length > 0 && known.Offices.Find(act.Office) is { Single: true }
                ? new("offices.single", $"「{title}」同一时间只有一人，请先登记 {sitting[0].Name} 离任。", null, nameof(act.Office))
            : null;
    }

    private static Refusal? OfficesGoTogether(IAppointment act, Occasion at) =>
        Forbidden(Clashes(act.Office, act.Person, act.Card.Kin, act.From, null, at), at);

    private static Refusal? CorrectedOfficesGoTogether(Tenure tenure, CorrectTenure act, Occasion at) =>
        Forbidden(Clashes(tenure.Office, tenure.Person, act.Kin, act.From, tenure.Number, at), at);

    private static Refusal? Forbidden(IEnumerable<Clash> clashes, Occasion at) =>
        clashes.FirstOrDefault(clash => !clash.Rule.Advice) is not { } clash
            ? null
            : new(
                $"offices.{clash.Rule.Id}",
                $"{clash.Rule.Text}{(clash.IsKin ? $"{clash.Holder.Name} 是近亲属，" : $"{clash.Holder.Name} ")}现登记为「{at.Known.Get<UnitOffices>().Offices.Find(clash.Holder.Tenure.Office)!.TitleIn(at.Unit.KindOn(at.Day))}」。",
                clash.Source,
                nameof(IAppointment.Office)
            );

    private static ImmutableArray<string> MarksOf(IAppointment act, Occasion at) =>
        [
            .. Clashes(act.Office, act.Person, act.Card.Kin, act.From, null, at)
                .Where(clash => clash.Rule.Advice)
                .Select(clash => clash.Rule.Id)
                .Distinct(),
        ];

    /// <summary>Every rule that two offices held at the same time would break, judged by what binds on the first common day. Kin counts whoever of the two declared it.</summary>
    private static IEnumerable<Clash> Clashes(
        string office,
        string? person,
        ImmutableArray<string> kin,
        DateOnly from,
        string? except,
        Occasion at
    )
    {
        var known = at.Known.Get<UnitOffices>();
        foreach (var holder in known.Holders.Where(holder => holder.Tenure.Number != except && holder.Tenure.Overlaps(from, null)))
        {
            var day = from > holder.Tenure.From ? from : holder.Tenure.From;
            var same = person is not null && holder.Tenure.Person == person;
            var isKin = !same && (kin.Contains(holder.Tenure.Person) || (person is not null && holder.Card?.Kin.Contains(person) == true));
            foreach (var rule in known.Offices.Conflicts.Where(rule => rule.Concerns(office, holder.Tenure.Office)))
            {
                if (((same && rule.SamePerson) || (isKin && rule.Kin)) && rule.SourceOn(at.Unit.KindOn(day), day) is { } source)
                {
                    yield return new(rule, holder, isKin, source);
                }
            }
        }
    }

    private static Refusal? ReasonIsGiven(Tenure tenure, EndTenure act, Occasion at) =>
        act.Reason is null ? new("offices.reason", "请选择离任原因。", null, nameof(act.Reason)) : null;

    private static Refusal? LastDayIsSensible(Tenure tenure, EndTenure act, Occasion at) =>
        act.LastDay < tenure.From || act.LastDay > at.Day
            ? new("offices.last-day", "最后一天应在任职日期以后，不晚于今天。", null, nameof(act.LastDay))
            : null;

    private static Refusal? TheElectedAreNotTransferred(Tenure tenure, EndTenure act, Occasion at) =>
        act.Reason == EndReason.Transferred && at.Known.Get<UnitOffices>().Offices.Find(tenure.Office) is { Elected: true }
            ? new("offices.elected", "选举产生的职务不能以「工作调动」离任，请选辞职、罢免等法定原因。", NoReplacing, nameof(act.Reason))
            : null;

    private sealed record Clash(OfficeConflict Rule, Holder Holder, bool IsKin, string Source);
}
