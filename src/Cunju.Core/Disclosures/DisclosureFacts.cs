using System.Collections.Immutable;
using Cunju.Core.Procedures;

namespace Cunju.Core.Disclosures;

/// <summary>What happened to a disclosure.</summary>
public abstract record DisclosureFact : Fact;

/// <summary>内容已拟定或修改.</summary>
/// <param name="Period">The period.</param>
/// <param name="Content">The text beside the journal.</param>
/// <param name="On">The day.</param>
public sealed record DraftSaved(string Period, AsideRef Content, DateOnly On) : DisclosureFact;

/// <summary>已作废: nobody goes on with the draft.</summary>
/// <param name="On">The day.</param>
public sealed record DraftDropped(DateOnly On) : DisclosureFact;

/// <summary>已送审: the draft lies with the supervisors.</summary>
/// <param name="On">The day.</param>
public sealed record SubmittedForReview(DateOnly On) : DisclosureFact;

/// <summary>审查已通过.</summary>
/// <param name="On">The day.</param>
public sealed record ReviewPassed(DateOnly On) : DisclosureFact;

/// <summary>监委会已提出意见.</summary>
/// <param name="Opinion">The words.</param>
/// <param name="On">The day.</param>
public sealed record ObjectionRaised(AsideRef Opinion, DateOnly On) : DisclosureFact;

/// <summary>两委采纳意见，重新修改.</summary>
/// <param name="On">The day.</param>
public sealed record ObjectionAdopted(DateOnly On) : DisclosureFact;

/// <summary>两委已书面答复.</summary>
/// <param name="Reply">The words.</param>
/// <param name="On">The day.</param>
public sealed record ObjectionReplied(AsideRef Reply, DateOnly On) : DisclosureFact;

/// <summary>已提请镇街调查.</summary>
/// <param name="On">The day.</param>
public sealed record ObjectionEscalated(DateOnly On) : DisclosureFact;

/// <summary>镇街已书面答复.</summary>
/// <param name="Answer">The words.</param>
/// <param name="On">The day.</param>
public sealed record ObjectionAnswered(AsideRef Answer, DateOnly On) : DisclosureFact;

/// <summary>村（居）民会议或代表会议已决定.</summary>
/// <param name="Meeting">The meeting's number.</param>
/// <param name="Decision">What it decided.</param>
/// <param name="On">The meeting's day.</param>
/// <param name="Item">Which item of its agenda was voted on, from 1.</param>
public sealed record ObjectionDecided(string Meeting, AssemblyDecision Decision, DateOnly On, int? Item = null) : DisclosureFact;

/// <summary>联席会已确定方案.</summary>
/// <param name="Meeting">The meeting's number.</param>
/// <param name="On">The meeting's day.</param>
public sealed record PlanSettled(string Meeting, DateOnly On) : DisclosureFact;

/// <summary>已退回拟定.</summary>
/// <param name="On">The day.</param>
public sealed record DraftReopened(DateOnly On) : DisclosureFact;

/// <summary>已公布, for the first time, again, or as a correction.</summary>
/// <param name="Showing">What was put up.</param>
/// <param name="Scans">Digests of the scans that came along.</param>
public sealed record DisclosurePublished(Showing Showing, [property: Files] ImmutableArray<string> Scans) : DisclosureFact;

/// <summary>扫描件已补传.</summary>
/// <param name="Scans">Digests.</param>
/// <param name="Edition">版次: whose sheet it is; null in what was written before it was noted, where it is the one that was put up last.</param>
public sealed record SheetsScanned([property: Files] ImmutableArray<string> Scans, int? Edition = null) : DisclosureFact;

/// <summary>公示单已撤下, in time or before it.</summary>
/// <param name="Sheets">Which.</param>
/// <param name="Until">The last day they hung.</param>
/// <param name="Early">Why before the day; null when in time.</param>
/// <param name="On">The day it was said; null in what was written before it was noted, where it is taken for the last day.</param>
public sealed record SheetsDown(ImmutableArray<DisclosureSheet> Sheets, DateOnly Until, EarlyReason? Early, DateOnly? On = null)
    : DisclosureFact;

/// <summary>已存档: the signed sheet is on file.</summary>
/// <param name="On">The day.</param>
public sealed record DisclosureArchived(DateOnly On) : DisclosureFact;

/// <summary>更正已开始.</summary>
/// <param name="Reason">Why.</param>
/// <param name="On">The day.</param>
public sealed record CorrectionBegun(CorrectionReason Reason, DateOnly On) : DisclosureFact;

/// <summary>已停止网上显示.</summary>
/// <param name="On">The day.</param>
public sealed record DisclosureWithheld(DateOnly On) : DisclosureFact;

/// <summary>更正已放弃.</summary>
/// <param name="On">The day.</param>
public sealed record CorrectionGivenUp(DateOnly On) : DisclosureFact;
