namespace Cunju.Core.TaskLists;

/// <summary>状态: what can be said of an obligation in one lane (<c>counting.md</c> §3). The order of the members is the order of severity.</summary>
public enum Status
{
    /// <summary>不适用: out of scope, no trigger, or closed before the unit's 启用日.</summary>
    NotApplicable,

    /// <summary>待确认: an unknown profile value or an open reading would change the answer. Never shown as met.</summary>
    Undetermined,

    /// <summary>已完成: satisfied in time.</summary>
    Met,

    /// <summary>逾期完成: satisfied by something that happened after its day.</summary>
    MetLate,

    /// <summary>进行中: not open yet, or running and so far in order.</summary>
    OnTrack,

    /// <summary>待办: open, further from its day than the lead.</summary>
    Due,

    /// <summary>临期: within the lead, up to and including the day itself.</summary>
    AtRisk,

    /// <summary>待审查: reported, waiting for the reviewer.</summary>
    InReview,

    /// <summary>退回补正: sent back, or more than the maximum.</summary>
    Returned,

    /// <summary>逾期: its day has passed; it can still be made good.</summary>
    Overdue,

    /// <summary>不可补正: cannot be made good by doing more now.</summary>
    Breached,
}

/// <summary>The fixed words of the statuses.</summary>
public static class Statuses
{
    /// <summary>The name in files and interfaces (<c>met-late</c>).</summary>
    public static string Code(this Status status) =>
        status switch
        {
            Status.NotApplicable => "not-applicable",
            Status.Undetermined => "undetermined",
            Status.Met => "met",
            Status.MetLate => "met-late",
            Status.OnTrack => "on-track",
            Status.Due => "due",
            Status.AtRisk => "at-risk",
            Status.InReview => "in-review",
            Status.Returned => "returned",
            Status.Overdue => "overdue",
            Status.Breached => "breached",
        };

    /// <summary>What people read.</summary>
    public static string Title(this Status status) =>
        status switch
        {
            Status.NotApplicable => "不适用",
            Status.Undetermined => "待确认",
            Status.Met => "已完成",
            Status.MetLate => "逾期完成",
            Status.OnTrack => "进行中",
            Status.Due => "待办",
            Status.AtRisk => "临期",
            Status.InReview => "待审查",
            Status.Returned => "退回补正",
            Status.Overdue => "逾期",
            Status.Breached => "不可补正",
        };

    /// <summary>The status of that name; null when there is none.</summary>
    public static Status? Parse(string code) =>
        Enum.GetValues<Status>().Cast<Status?>().FirstOrDefault(status => status!.Value.Code() == code);
}
