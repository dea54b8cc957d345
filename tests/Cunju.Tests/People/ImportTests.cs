using System.Net;
using Cunju.App.People;
using MiniExcelLibs;
using Xunit;

namespace Cunju.Tests.People;

public sealed class ImportTests
{
    private static byte[] Book(params object?[][] rows)
    {
        using var stream = new MemoryStream();
        stream.SaveAs(rows.Select(row => row.Index().ToDictionary(cell => $"c{cell.Index}", cell => cell.Item)), printHeader: false);
        return stream.ToArray();
    }

    private static readonly object?[] Head = ["序号", "姓 名", "现任职务", "任职时间", "身份证号码", "联系电话"];

    private static async Task<Browser> Upload(Browser browser, string what, byte[] file)
    {
        await browser.Get($"/{TestCell.Village}/{what}/import");
        return await browser.Send("/import", file);
    }

    [Fact]
    public async Task A_roster_as_people_keep_it_is_previewed_applied_and_then_changes_nothing()
    {
        await using var site = await Site.Start();
        var clerk = await site.SignedIn(TestCell.Village, "committee-chair", "小文");
        var file = Book(
            ["石岩村班子花名册", null, null, null, null, null],
            Head,
            ["1", "王大力", "副书记兼副主任", new DateTime(2021, 3, 5), "500112197001011234", "13800001111"],
            ["2", "李 小 云", "监委会主任", "2021年3月", "", "023-67800001"],
            ["3", "赵会", "村报账员", "2021.3.5", "", ""],
            ["4", "钱错", "风水先生", "2021-03-05", "", ""],
            ["5", "孙错", "委员", "2月30日", "", ""],
            ["合计", null, null, null, null, null]
        );
        await Upload(clerk, "tenures", file);
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Contains("新增 4", clerk.Text);
        Assert.Contains("错误 2", clerk.Text);
        Assert.Contains("第 6 行 C 列「职务」写的是「风水先生」", clerk.Text);
        Assert.Contains("第 7 行 D 列「任职日期」写的是「2月30日」", clerk.Text);
        Assert.Contains("身份证号码", clerk.Text);
        Assert.DoesNotContain("500112197001011234", clerk.Page.DocumentElement.OuterHtml);
        await clerk.Send("/import/confirm");
        Assert.Contains("新增 4", clerk.Text);

        await using var db = site.Cell.Cell.Open();
        var holders = await Holders.Of(db, TestCell.Village, default);
        var chief = holders.Where(holder => holder.Name == "王大力").ToArray();
        Assert.Equal(2, chief.Length);
        Assert.Single(chief.Select(holder => holder.Tenure.Person).Distinct());
        Assert.Equal("023-67800001", holders.Single(holder => holder.Name == "李小云").Card!.OfficePhone);

        await Upload(clerk, "tenures", file);
        Assert.Contains("不变 4", clerk.Text);
        Assert.DoesNotContain("新增", clerk.Page.QuerySelector("[role=status]")!.TextContent);
        Assert.Null(clerk.Page.QuerySelector("form.act button"));
    }

    [Fact]
    public async Task A_row_that_a_rule_refuses_says_why_and_the_others_go_on()
    {
        await using var site = await Site.Start();
        var clerk = await site.SignedIn(TestCell.Village, "committee-chair", "小文");
        await Upload(
            clerk,
            "tenures",
            Book(
                Head,
                ["1", "王大力", "副主任", "2021-03-05", "", ""],
                ["2", "王大力", "监委会委员", "2021-03-05", "", ""],
                ["3", "赵会", "报账员", "2021-03-05", "", ""]
            )
        );
        await clerk.Send("/import/confirm");
        Assert.Contains("新增 2", clerk.Text);
        Assert.Contains("第 3 行：村（居）民委员会成员及其近亲属不得担任监督委员会成员", clerk.Text);
    }

    [Fact]
    public async Task A_changed_telephone_is_an_update_and_keeps_the_rest()
    {
        await using var site = await Site.Start();
        var clerk = await site.SignedIn(TestCell.Village, "clerk", "小文");
        await Upload(clerk, "tenures", Book(Head, ["1", "王大力", "副主任", "2021-03-05", "", "13800001111"]));
        await clerk.Send("/import/confirm");
        await Upload(clerk, "tenures", Book(Head, ["1", "王大力", "副主任", "2021-03-05", "", "13800002222"]));
        Assert.Contains("更新 1", clerk.Text);
        await clerk.Send("/import/confirm");
        await using var db = site.Cell.Cell.Open();
        var chair = (await Holders.Of(db, TestCell.Village, default)).Single(holder => holder.Name == "王大力");
        Assert.Equal("13800002222", chair.Card!.Mobile);
        Assert.Equal(2, chair.Tenure.Version);
    }

    [Fact]
    public async Task What_is_no_table_is_refused_with_what_to_do()
    {
        await using var site = await Site.Start();
        var clerk = await site.SignedIn(TestCell.Village, "clerk", "小文");
        await Upload(clerk, "tenures", "not a workbook at all"u8.ToArray());
        Assert.Equal(HttpStatusCode.BadRequest, clerk.Status);
        Assert.Contains("另存为 xlsx", clerk.Text);
        await Upload(clerk, "tenures", Book(["甲", "乙"], ["1", "2"]));
        Assert.Contains("没有找到表头", clerk.Text);
    }

    [Fact]
    public async Task The_template_comes_back_as_a_profile_with_history()
    {
        await using var site = await Site.Start();
        var clerk = await site.SignedIn(TestCell.Village, "clerk", "小文");
        Assert.Contains("未知", (await clerk.Get($"/{TestCell.Village}/profile")).Text);
        await clerk.Get($"/{TestCell.Village}/profile/import/template");
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        await Upload(
            clerk,
            "profile",
            Book(
                ["项目", "从哪天起", "是多少"],
                ["户数", "2023-01-01", 812d],
                ["人口少，可以不设下属委员会", "2023-01-01", "否"],
                ["党员人数", "2023-01-01", "很多"]
            )
        );
        Assert.Contains("新增 2", clerk.Text);
        Assert.Contains("写的是「很多」", clerk.Text);
        await clerk.Send("/import/confirm");
        await clerk.Get($"/{TestCell.Village}/profile");
        Assert.Contains("812", clerk.Text);
        await clerk.Send("set-profile-value", ("Item", "households"), ("Value", "830"), ("From", "2023-07-01"));
        Assert.Equal(HttpStatusCode.Redirect, clerk.Status);
        await using var db = site.Cell.Cell.Open();
        var unit = (await site.Cell.Cell.Register(db, default)).Find(TestCell.Village)!;
        Assert.Equal("812", unit.ProfileOn("households", new(2023, 6, 30)));
        Assert.Equal("830", unit.ProfileOn("households", new(2023, 7, 1)));
        Assert.Null(unit.ProfileOn("households", new(2022, 12, 31)));
        Assert.Null(unit.ProfileOn("adults", new(2023, 7, 1)));
    }
}
