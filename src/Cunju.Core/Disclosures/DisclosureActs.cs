using System.Collections.Immutable;
using Cunju.Core.Procedures;

namespace Cunju.Core.Disclosures;

/// <summary>What the two committees write down for a period.</summary>
public abstract record DraftingAct : Act
{
    /// <summary>党务.</summary>
    [Ask("党务", Long = true, Hint = "每段写一项；从 Excel 复制过来的表格会自动排成表")]
    public string? Party { get; init; }

    /// <summary>政务.</summary>
    [Ask("政务", Long = true, Hint = "名单只写姓名、组别、标准，不写身份证号、电话、病情")]
    public string? Affairs { get; init; }

    /// <summary>服务.</summary>
    [Ask("服务", Long = true)]
    public string? Services { get; init; }

    /// <summary>财务说明.</summary>
    [Ask("财务说明", Long = true, Hint = "账表另外导入；这里写需要说明的事")]
    public string? Finance { get; init; }

    /// <summary>The month's books as text: pasted out of a sheet, or what the import wrote.</summary>
    [Ask("账表", Long = true, Hint = "导入 Excel，或者从 Excel 复制后粘贴在这里")]
    public string? Books { get; init; }

    internal DisclosureContent Content =>
        DisclosureContent.Of(
            [
                (DisclosureSubject.Party, Party),
                (DisclosureSubject.Affairs, Affairs),
                (DisclosureSubject.Services, Services),
                (DisclosureSubject.Finance, Finance),
            ],
            Books
        );
}

/// <summary>拟定公开内容: the first save opens the case.</summary>
public sealed record DraftDisclosure : DraftingAct
{
    /// <summary>The period.</summary>
    [Ask("哪一期")]
    public string? Period { get; init; }
}

/// <summary>保存修改: the same draft, written on.</summary>
public sealed record SaveDraft : DraftingAct;

/// <summary>A step that happened on a day, told on that day or later.</summary>
public abstract record DatedAct : Act
{
    /// <summary>The day; today when nothing is said.</summary>
    [Ask("哪一天", Hint = "当天办的不用填")]
    public DateOnly? On { get; init; }
}

/// <summary>送监委会审查.</summary>
public sealed record SubmitForReview : DatedAct;

/// <summary>作废: a draft nobody will go on with.</summary>
public sealed record DropDraft : Act;

/// <summary>审查通过: the supervisors agree.</summary>
public sealed record PassReview : DatedAct;

/// <summary>退回修改: the supervisors disagree.</summary>
public sealed record RaiseObjection : DatedAct
{
    /// <summary>What is wrong.</summary>
    [Ask("审查意见", Long = true, Hint = "写明哪一项有什么问题、要怎么改；不写个人隐私")]
    public string? Opinion { get; init; }
}

/// <summary>采纳意见，修改内容.</summary>
public sealed record ReviseDraft : Act;

/// <summary>答复意见: the committees explain why they do not change it.</summary>
public sealed record ReplyToObjection : DatedAct
{
    /// <summary>Why.</summary>
    [Ask("书面答复", Long = true, Hint = "逐条说明不改的理由和依据")]
    public string? Reply { get; init; }
}

/// <summary>仍有异议，提请镇街调查.</summary>
public sealed record EscalateObjection : DatedAct;

/// <summary>镇街书面答复: what the township found; it decides nothing for the village.</summary>
public sealed record AnswerObjection : DatedAct
{
    /// <summary>What it found.</summary>
    [Ask("调查情况和答复", Long = true, Hint = "镇街只答复意见，不代村（社区）作决定、不改内容")]
    public string? Answer { get; init; }
}

/// <summary>村（居）民会议或者代表会议决定: the supervisors still object to the reply, and the residents or their representatives decide what becomes of it.</summary>
public sealed record DecideObjection : Act
{
    /// <summary>What was voted on: the number of the meeting, and which item of its agenda (<see cref="RecordedVote.Name"/>).</summary>
    [Ask("哪一次村（居）民会议或者代表会议的哪一项表决", Hint = "没有列出来的，先去登记会议；写作「会议编号/第几项」，如 2023-012/1")]
    public string? Meeting { get; init; }

    /// <summary>What it decided.</summary>
    [Ask("会上怎么决定的")]
    public AssemblyDecision? Decision { get; init; }
}

/// <summary>联席会确定公开方案.</summary>
public sealed record SettlePlan : Act
{
    /// <summary>The number of the joint meeting.</summary>
    [Ask("哪一次联席会议", Hint = "没有列出来的，先去登记会议")]
    public string? Meeting { get; init; }
}

/// <summary>撤回修改: something is still wrong, or it was handed in by mistake, or nobody reviews it; it is reviewed again.</summary>
public sealed record ReopenDraft : Act;

/// <summary>公布: on the board and here.</summary>
public sealed record Publish : DatedAct
{
    /// <summary>How many supervisors signed.</summary>
    [Ask("监委会几人签字")]
    public int? Signed { get; init; }

    /// <summary>村（居）委会印章.</summary>
    [Ask("已加盖村（居）委会印章")]
    public bool CommitteeSeal { get; init; }

    /// <summary>监委会印章.</summary>
    [Ask("已加盖监委会印章")]
    public bool SupervisionSeal { get; init; }

    /// <summary>Digests of scans of the signed and sealed sheets.</summary>
    [Files, Ask("签字盖章后的扫描件", Hint = "可以以后再传；拍照也行，居民看不到原件")]
    public ImmutableArray<string> Scans { get; init; } = [];
}

/// <summary>补传扫描件.</summary>
public sealed record ScanBack : Act
{
    /// <summary>Digests.</summary>
    [Files, Ask("签字盖章后的扫描件")]
    public ImmutableArray<string> Scans { get; init; } = [];

    /// <summary>版次: whose sheet it is; null for the one that was put up last.</summary>
    [Ask("哪一版的")]
    public int? Edition { get; init; }
}

/// <summary>到期撤下: sheets come down after their time.</summary>
public sealed record TakeDown : DatedAct
{
    /// <summary>Which sheets came down.</summary>
    [Ask("撤下哪些")]
    public ImmutableArray<DisclosureSheet> Sheets { get; init; } = [];
}

/// <summary>登记提前撤下: a sheet came down before its day; it must be put up again.</summary>
public sealed record ReportGone : DatedAct
{
    /// <summary>Which sheets.</summary>
    [Ask("哪些不在栏上了")]
    public ImmutableArray<DisclosureSheet> Sheets { get; init; } = [];

    /// <summary>Why.</summary>
    [Ask("原因")]
    public EarlyReason? Reason { get; init; }
}

/// <summary>存档: the signed sheet and its text are put on file.</summary>
public sealed record ArchiveDisclosure : DatedAct;

/// <summary>更正: another edition of the same period; the old one stays up until the new one hangs.</summary>
public sealed record CorrectDisclosure : Act
{
    /// <summary>Why.</summary>
    [Ask("为什么更正")]
    public CorrectionReason? Reason { get; init; }
}

/// <summary>停止网上显示: what says of a person what must not be public goes offline at once, wherever a correction of it stands.</summary>
public sealed record WithholdDisclosure : Act;

/// <summary>放弃更正: the other edition comes to nothing, what was put up stays what it is.</summary>
public sealed record GiveUpCorrection : Act;
