using System.Collections.Immutable;
using System.Globalization;
using Cunju.Core.Calendars;
using Cunju.Core.DataFiles;
using Cunju.Core.Ledger;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;
using Cunju.Core.TaskLists.Shapes;
using Xunit;

namespace Cunju.Tests.TaskLists.Counting;

using Record = Cunju.Core.Ledger.Record;

/// <summary>A list, a district and some records, all written as text, and the questions a test asks of them.</summary>
internal sealed record Scene(TaskList List, ImmutableArray<Unit> Units, ImmutableArray<Record> Records)
{
    public const string VillageId = "500112004201";
    public const string CommunityId = "500112004001";
    public const string TownshipId = "500112004";
    public const string BureauId = "500112";

    private static readonly string[] Kinds =
    [
        "meeting.assembly",
        "meeting.representatives",
        "meeting.consultation",
        "record.book-entry",
        "charter.clause",
        "decision.step",
        "promise.made",
        "promise.posted",
        "promise.filed",
        "appraisal.held",
        "appraisal.published",
        "subcommittee.composition",
        "subcommittee.report",
        "matter.major-reported",
        "lists.state",
        "pilot.milestone",
        "pilot.guidance",
        "rules.revised",
        "rules.incentive",
        "rules.nominated",
        "open.posted",
        "open.cloud",
        "open.finance",
        "open.step",
        "consult.catalogue",
        "supervision.action",
        "case.submitted",
        "self.report",
        "review.made",
        "fact.retracted",
        "fact.corrected",
    ];

    private static readonly ImmutableDictionary<string, string> Books = new Dictionary<string, string>
    {
        ["book.village"] = "村民委员会工作簿",
        ["book.community"] = "居民委员会工作簿",
        ["book.supervision"] = "监督委员会工作簿",
    }.ToImmutableDictionary();

    public Register Register => new(Units);

    /// <summary>A list of the obligations written as YAML (a sequence), for 2023, with one village, one community, their township and the bureau.</summary>
    public static Scene Of(string obligations, params (string Name, string From, string Values)[] parameters) =>
        new(
            ListOf(obligations, parameters),
            [
                Place(VillageId, UnitKind.Village, "玉峰山村村民委员会", TownshipId),
                Place(CommunityId, UnitKind.Community, "五星路社区居民委员会", TownshipId),
                Place(TownshipId, UnitKind.Township, "回兴街道", BureauId),
                Place(BureauId, UnitKind.Bureau, "渝北区民政局", null),
            ],
            []
        );

    public static Unit Place(string id, UnitKind kind, string name, string? parent) =>
        new()
        {
            Id = id,
            Kinds = Timeline<UnitKind>.Always(kind),
            Names = Timeline<string>.Always(name),
            Parents = parent is null ? Timeline<string>.Empty : Timeline<string>.Always(parent),
        };

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Records of the village (or of <c>unit:</c>): <c>kind day [#id] [of:id] [case:name] [recorded:day] [unit:id] [noted] [field=value[,value]] [with:evidence,…]</c>.</summary>
    public Scene With(params string[] lines) =>
        this with
        {
            Records = [.. Records, .. lines.Select((line, i) => Parse(line, Records.Length + i))],
        };

    public Scene Having(Func<Unit, Unit> change, string unit = VillageId) =>
        this with
        {
            Units = [.. Units.Select(each => each.Id == unit ? change(each) : each)],
        };

    public Scene ProfileSays(string key, string value) =>
        Having(unit => unit with { Profile = unit.Profile.SetItem(key, Timeline<string>.Always(value)) });

    public Scoreboard Board(string asOf, string? knownAt = null, string? since = null, string unit = VillageId) =>
        Evaluator.Evaluate(
            List,
            Register,
            Units.First(each => each.Id == unit),
            new(Records),
            new(Day(asOf), knownAt is null ? null : Day(knownAt), since is null ? null : Day(since))
        );

    /// <summary>The only lane, or the one of that name.</summary>
    public Lane Lane(string asOf, string? lane = null, string unit = VillageId, string? knownAt = null, string? since = null)
    {
        var lanes = Board(asOf, knownAt, since, unit).Lanes;
        return lane is null ? Assert.Single(lanes) : Assert.Single(lanes, each => each.Name == lane);
    }

    public string Status(string asOf, string? lane = null, string unit = VillageId, string? knownAt = null, string? since = null) =>
        Lane(asOf, lane, unit, knownAt, since).Status.Code();

    public LaneExplanation Why(string asOf, string? lane = null, string unit = VillageId, string? knownAt = null)
    {
        var explanation = Explain(asOf, unit, knownAt);
        return lane is null ? Assert.Single(explanation.Lanes) : Assert.Single(explanation.Lanes, each => each.Lane.Name == lane);
    }

    public Explanation Explain(string asOf, string unit = VillageId, string? knownAt = null) =>
        Explainer.Explain(
            List,
            Register,
            Units.First(each => each.Id == unit),
            new(Records),
            new(Day(asOf), knownAt is null ? null : Day(knownAt)),
            List.Obligations[0]
        );

    public static Record Parse(string line, int number)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Record record = new()
        {
            Id = $"r{number:000}",
            Unit = VillageId,
            Kind = words[0],
            On = Day(words[1]),
        };
        return words
            .Skip(2)
            .Aggregate(
                record,
                (made, word) =>
                    word switch
                    {
                        ['#', .. var id] => made with { Id = id },
                        "noted" => made with { Source = RecordSource.WorkRecord },
                        _ when word.Split(':', 2) is ["of", var of] => made with { Of = of },
                        _ when word.Split(':', 2) is ["case", var name] => made with { Case = name },
                        _ when word.Split(':', 2) is ["recorded", var day] => made with { EnteredOn = Day(day) },
                        _ when word.Split(':', 2) is ["unit", var unit] => made with { Unit = unit },
                        _ when word.Split(':', 2) is ["with", var kinds] => made with { Evidence = [.. kinds.Split(',')] },
                        _ when word.Split('=', 2) is [var name, var value] => made with
                        {
                            Fields = made.Fields.SetItem(name, FieldValue.Of(value.Split(','))),
                        },
                        _ => throw new FormatException(word),
                    }
            );
    }

    public static TaskList ListOf(string obligations, params (string Name, string From, string Values)[] parameters)
    {
        Findings findings = new("test.yaml");
        var made = parameters
            .GroupBy(parameter => parameter.Name)
            .ToImmutableDictionary(
                group => group.Key,
                group => new Parameter(
                    group.Key,
                    new(group.Select(value => (Day(value.From), value.Values.Split(' ').ToImmutableArray()))),
                    null,
                    [],
                    ["A04"],
                    null
                )
            );
        ShapeContext context = new(
            Kinds.ToImmutableDictionary(kind => kind, kind => new RecordKind(kind, kind, null, null, [])),
            made,
            new Dictionary<string, ImmutableArray<string>>
            {
                ["four-lists"] = ["自治清单", "协助清单", "负面清单", "证明清单"],
                ["supervision-contents"] = [],
            }.ToImmutableDictionary(),
            ImmutableDictionary<string, string>.Empty.Add("shuangtonglu", CommunityId),
            Books
        );
        var read = ((SequenceNode)YamlText.Read(obligations))
            .Items.Select(item => ReadObligation(item, context, findings))
            .ToImmutableArray();
        Assert.True(findings.None, string.Join('\n', findings.All));
        return new()
        {
            Id = "test",
            Edition = "2023",
            Version = "1.0.0",
            Status = EditionStatus.InForce,
            Title = "清单",
            Territory = BureauId,
            TerritoryName = "渝北区",
            Issuer = "渝北区民政局",
            InForce = DayRange.OfYear(2023),
            Tasks = [],
            Obligations = read,
            Parameters = made,
            Sentences = ImmutableDictionary<string, Sentence>.Empty.Add("s03.1", new("s03.1", 0, 1, "每年至少召开1次村(居)民会议")),
            Readings = new Dictionary<string, Reading>
            {
                ["A04"] = new(
                    "A04",
                    "年初",
                    "?",
                    [new("jan-31", "1月31日", true, null), new("feb-28", "2月28日", true, null)],
                    "feb-28",
                    null,
                    null
                ),
                ["A25"] = new("A25", "7方面内容", "?", [], "undetermined", null, null),
            }.ToImmutableDictionary(),
            Kinds = context.Kinds,
            Titles = Books.AddRange(
                new Dictionary<string, string>
                {
                    ["minutes"] = "会议记录",
                    ["sign-in"] = "签到册",
                    ["photo"] = "照片",
                    ["document"] = "文件",
                }
            ),
            Calendar = new([new(Day("2022-12-31"), Day("2023-01-02"))], []),
            LeadDays = 14,
        };
    }

    /// <summary>Every fault the reading of one obligation finds.</summary>
    public static ImmutableArray<Finding> FaultsOf(string obligation)
    {
        Findings findings = new("test.yaml");
        ShapeContext context = new(
            Kinds.ToImmutableDictionary(kind => kind, kind => new RecordKind(kind, kind, null, null, [])),
            ImmutableDictionary<string, Parameter>.Empty,
            ImmutableDictionary<string, ImmutableArray<string>>.Empty,
            ImmutableDictionary<string, string>.Empty,
            Books
        );
        _ = ReadObligation(YamlText.Read(obligation), context, findings);
        return findings.All;
    }

    private static Obligation ReadObligation(Node node, ShapeContext context, Findings findings)
    {
        MapReader map = new(node, "事项", findings);
        var evidence = map.Map("evidence");
        Obligation obligation = new()
        {
            Id = map.Text("id"),
            Measure = 3,
            Title = map.Text("id"),
            Shape = AllShapes.ByWord[map.Text("shape")](map, context),
            Bearers = [.. map.Texts("bearer").Select(kind => ByKind.KindWords[kind.Text])],
            Named = [.. map.Texts("named").Select(unit => unit.Text)],
            Cite = ["s03.1"],
            Reads = [.. map.Texts("reads").Select(text => text.Text)],
            Evidence = evidence is null
                ? EvidenceDemand.None
                : new(
                    [.. evidence.Texts("all-of").Select(text => text.Text)],
                    [.. evidence.Texts("any-of").Select(text => text.Text)],
                    evidence.OptionalNumber("min") ?? 0
                ),
        };
        map.Done();
        return obligation;
    }
}
