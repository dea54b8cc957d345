using Cunju.Core.DataFiles;
using Cunju.Core.Places;
using Cunju.Core.Procedures;

namespace Cunju.Core.People;

/// <summary>账号: the right of one person to act for one organisation. Login name and password are not in it.</summary>
public sealed record Account : Case
{
    /// <summary>Random id that stands in the journal as the one who acted.</summary>
    public string Id { get; init; } = "";

    /// <summary>The person.</summary>
    public string Person { get; init; } = "";

    /// <summary>How it stands.</summary>
    public AccountState State { get; init; }

    /// <summary>The moment after which the one-time link is void.</summary>
    public DateTime LinkUntil { get; init; }

    /// <summary>The moment somebody at the machine itself last made a link for it; null when nobody ever did. Its holder is told.</summary>
    public DateTime? LinkedAtMachine { get; init; }
}

/// <summary>The states of an account.</summary>
public enum AccountState
{
    /// <summary>待激活: a link was handed out.</summary>
    Invited,

    /// <summary>在用.</summary>
    Active,

    /// <summary>已停用.</summary>
    Suspended,
}

/// <summary>What every act says that makes an account.</summary>
public interface IInvitation
{
    /// <summary>The person's id.</summary>
    string Person { get; }

    /// <summary>The chosen login name; kept beside the journal.</summary>
    string Login { get; }
}

/// <summary>开通账号.</summary>
public sealed record InviteAccount : Act, IInvitation
{
    /// <inheritdoc/>
    [Ask("给谁")]
    public string Person { get; init; } = "";

    /// <inheritdoc/>
    [Ask("登录名", Hint = "2 到 20 个字，汉字、字母、数字都行；不要用身份证号或手机号")]
    public string Login { get; init; } = "";
}

/// <summary>开通首个账号: by the bureau, for an organisation that has none.</summary>
public sealed record InviteFirstAccount : Act, IInvitation
{
    /// <inheritdoc/>
    [Ask("给谁")]
    public string Person { get; init; } = "";

    /// <inheritdoc/>
    [Ask("登录名", Hint = "2 到 20 个字，汉字、字母、数字都行；不要用身份证号或手机号")]
    public string Login { get; init; } = "";
}

/// <summary>激活: by the holder of the one-time link.</summary>
public sealed record ActivateAccount : Act;

/// <summary>重发链接: the old link, or a forgotten password, is void.</summary>
public sealed record ReissueLink : Act;

/// <summary>代为重发链接: the bureau helps an organisation none of whose accounts can.</summary>
public sealed record HelpWithLink : Act;

/// <summary>在服务器上重发链接: whoever keeps the machine helps the only holder of a key who forgot the password.</summary>
public sealed record RelinkAtMachine : Act;

/// <summary>停用: nobody can sign in with the account until it is resumed.</summary>
public sealed record SuspendAccount : Act;

/// <summary>恢复: a suspended account may be used again through a new link.</summary>
public sealed record ResumeAccount : Act;

/// <summary>What happened to an account.</summary>
public abstract record AccountFact : Fact;

/// <summary>It was made and a link handed out.</summary>
public sealed record AccountInvited(string Id, string Person, DateTime LinkUntil) : AccountFact;

/// <summary>Its holder used the link.</summary>
public sealed record AccountActivated : AccountFact;

/// <summary>Another link was handed out; the password is void.</summary>
public sealed record LinkReissued(DateTime LinkUntil) : AccountFact;

/// <summary>The keeper of the machine handed another link out; the password is void.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="LinkUntil">Until when the link is good, UTC.</param>
public sealed record LinkMadeAtMachine(DateTime At, DateTime LinkUntil) : AccountFact;

/// <summary>It was suspended.</summary>
public sealed record AccountSuspended : AccountFact;

/// <summary>What the rules about accounts must be told.</summary>
/// <param name="Tenures">The tenures of the unit.</param>
/// <param name="Accounts">Its accounts.</param>
/// <param name="Keepers">Ids of the persons who today may open accounts of the unit.</param>
/// <param name="LoginTaken">Whether the login name asked for is in use in the district.</param>
public sealed record UnitAccounts(
    IReadOnlyList<Tenure> Tenures,
    IReadOnlyList<Account> Accounts,
    IReadOnlySet<string> Keepers,
    bool LoginTaken
)
{
    /// <summary>Whether somebody of the unit who is in office that day can sign in.</summary>
    public bool SomebodyCanSignIn(DateOnly day) =>
        Accounts.Any(account =>
            account.State == AccountState.Active && Tenures.Any(tenure => tenure.Person == account.Person && tenure.InForceOn(day))
        );
}

/// <summary>账号的开通与停用: each account is activated by its holder, and each step is a fact in the chain of who took it.</summary>
public static class AccountProcedure
{
    /// <summary>For how long a one-time link is good.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromDays(7);

    /// <summary>May open and suspend accounts of the own organisation.</summary>
    public static readonly Permission Keep = new("accounts.keep", "开通和停用本单位账号");

    /// <summary>May open townships' accounts and a unit's first one, and help when a unit is locked out.</summary>
    public static readonly Permission Begin = new("accounts.begin", "为镇街和村（居）开通首个账号");

    /// <summary>Whoever stands at the machine. No office has it and no page offers it: only the command line does, and it leaves a line in the district's chain.</summary>
    public static readonly Permission Operate = new("accounts.operate", "在服务器上重发一次性链接");

    /// <summary>Whoever holds a valid link.</summary>
    public static readonly Permission Activate = new("accounts.activate", "用一次性链接激活自己的账号");

    /// <summary>The table.</summary>
    public static readonly Procedure<Account, AccountState, AccountFact> Table = new Procedure<Account, AccountState, AccountFact>(
        "accounts",
        "账号",
        "个人信息保护法第五十一条：合理确定操作权限",
        account => account.State,
        After
    )
        .State(AccountState.Invited, "待激活")
        .State(AccountState.Active, "在用")
        .State(AccountState.Suspended, "已停用")
        .Knows<UnitAccounts>()
        .Opens<InviteAccount>(
            "开通账号",
            [AccountState.Invited],
            Keep,
            Invite,
            PersonIsInOffice,
            PersonHasNoAccount,
            LoginIsGood,
            LoginIsFree
        )
        .OpensFor<InviteFirstAccount>(
            "开通首个账号",
            [AccountState.Invited],
            Begin,
            Reach.District,
            Invite,
            NobodyThereCan,
            PersonIsInOffice,
            PersonHasNoAccount,
            LoginIsGood,
            LoginIsFree
        )
        .Step<ActivateAccount>(
            "激活",
            [AccountState.Invited],
            [AccountState.Active],
            Activate,
            (_, _, _) => new AccountActivated(),
            ItIsOnesOwn,
            LinkIsStillGood
        )
        .Step<ReissueLink>(
            "重发一次性链接",
            [AccountState.Invited, AccountState.Active],
            [AccountState.Invited],
            Keep,
            (_, _, at) => new LinkReissued(Until(at))
        )
        .Step<HelpWithLink>(
            "代为重发一次性链接",
            [AccountState.Invited, AccountState.Active, AccountState.Suspended],
            [AccountState.Invited],
            Begin,
            Reach.District,
            (_, _, at) => new LinkReissued(Until(at)),
            NobodyCanSignInWithIt,
            NobodyElseThereCan
        )
        .Step<RelinkAtMachine>(
            "在服务器上重发一次性链接",
            [AccountState.Invited, AccountState.Active],
            [AccountState.Invited],
            Operate,
            Reach.District,
            (_, _, at) => new LinkMadeAtMachine(at.Moment.UtcDateTime, Until(at))
        )
        .Step<SuspendAccount>(
            "停用",
            [AccountState.Invited, AccountState.Active],
            [AccountState.Suspended],
            Keep,
            (_, _, _) => new AccountSuspended(),
            ItIsNotOnesOwn
        )
        .Step<ResumeAccount>(
            "恢复（重新激活）",
            [AccountState.Suspended],
            [AccountState.Invited],
            Keep,
            (_, _, at) => new LinkReissued(Until(at))
        );

    private static Account After(Account? before, AccountFact fact) =>
        fact switch
        {
            AccountInvited invited => new()
            {
                Id = invited.Id,
                Person = invited.Person,
                LinkUntil = invited.LinkUntil,
            },
            AccountActivated => before! with { State = AccountState.Active },
            LinkReissued reissued => before! with { State = AccountState.Invited, LinkUntil = reissued.LinkUntil },
            LinkMadeAtMachine made => before! with { State = AccountState.Invited, LinkUntil = made.LinkUntil, LinkedAtMachine = made.At },
            AccountSuspended => before! with { State = AccountState.Suspended },
            _ => throw new InvalidOperationException(fact.GetType().Name),
        };

    /// <summary>The login name as it is compared: without blanks, in one width and case.</summary>
    public static string NormalLogin(string login) => HalfWidth.Of(login).Trim().ToLowerInvariant();

    private static AccountInvited Invite(IInvitation act, Occasion at) => new(at.NewId(), act.Person, Until(at));

    private static DateTime Until(Occasion at) => (at.Moment + LinkLife).UtcDateTime;

    private static Refusal? NobodyThereCan(InviteFirstAccount act, Occasion at) =>
        at.Unit.KindOn(at.Day) is UnitKind.Village or UnitKind.Community or UnitKind.Other
        && at.Known.Get<UnitAccounts>().SomebodyCanSignIn(at.Day)
            ? new("accounts.own-affair", "这个单位已有在用的账号，其余账号由它的主任开通。")
            : null;

    /// <summary>A link for an account in use would hand it to whoever holds the link: nobody above takes a village's seat over.</summary>
    private static Refusal? NobodyCanSignInWithIt(Account account, HelpWithLink act, Occasion at) =>
        account.State == AccountState.Active
            ? new("accounts.in-use", "这个账号在用，上级不能替它重设；忘了密码，请由本单位另一位有权限的人重发链接。")
            : null;

    private static Refusal? NobodyElseThereCan(Account account, HelpWithLink act, Occasion at)
    {
        var known = at.Known.Get<UnitAccounts>();
        return known.Accounts.Any(other =>
            other.Id != account.Id && other.State == AccountState.Active && known.Keepers.Contains(other.Person)
        )
            ? new("accounts.own-affair", "这个单位还有人能重发链接，请由它自己办理。")
            : null;
    }

    private static Refusal? PersonIsInOffice(IInvitation act, Occasion at) =>
        string.IsNullOrEmpty(act.Person) ? new("accounts.person", "请选择给谁开通账号。", null, nameof(act.Person))
        : at.Known.Get<UnitAccounts>().Tenures.Any(tenure => tenure.Person == act.Person && tenure.To is null) ? null
        : new("accounts.person", "只能给在任的人开通账号，请先登记任职。", null, nameof(act.Person));

    private static Refusal? PersonHasNoAccount(IInvitation act, Occasion at) =>
        at.Known.Get<UnitAccounts>().Accounts.Any(account => account.Person == act.Person)
            ? new("accounts.one", "这个人已有账号；忘了密码可重发链接。", null, nameof(act.Person))
            : null;

    private static Refusal? LoginIsGood(IInvitation act, Occasion at)
    {
        var login = NormalLogin(act.Login);
        return login.Length == 0 ? new("accounts.login", "请填登录名，本人以后用它登录。", null, nameof(act.Login))
            : login.Length is < 2 or > 20 || !login.All(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' or '_')
                ? new("accounts.login", "登录名 2 到 20 个字，只用汉字、字母、数字和 . - _。", null, nameof(act.Login))
            : login.Count(char.IsAsciiDigit) >= 11
                ? new("accounts.login", "不要用身份证号或手机号作登录名，换一个容易记的名字。", null, nameof(act.Login))
            : null;
    }

    private static Refusal? LoginIsFree(IInvitation act, Occasion at) =>
        at.Known.Get<UnitAccounts>().LoginTaken ? new("accounts.taken", "这个登录名已有人用，请换一个。", null, nameof(act.Login)) : null;

    private static Refusal? ItIsOnesOwn(Account account, ActivateAccount act, Occasion at) =>
        account.Id == at.Actor.Account ? null : Refusal.Hidden;

    private static Refusal? LinkIsStillGood(Account account, ActivateAccount act, Occasion at) =>
        at.Moment.UtcDateTime <= account.LinkUntil ? null : new("accounts.expired", "链接已过期，请重新要一个。");

    private static Refusal? ItIsNotOnesOwn(Account account, SuspendAccount act, Occasion at) =>
        account.Id == at.Actor.Account ? new("accounts.self", "不能停用自己的账号，请由另一位有权限的人办理。") : null;
}
