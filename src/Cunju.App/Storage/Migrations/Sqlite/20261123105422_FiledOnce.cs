using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cunju.App.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FiledOnce : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "About",
                table: "filings",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            // What was filed before says it in its paper.
            migrationBuilder.Sql("UPDATE filings SET \"About\" = json_extract(\"Paper\", '$.procedure') || '/' || json_extract(\"Paper\", '$.number')");

            migrationBuilder.CreateIndex(
                name: "IX_filings_Unit_About",
                table: "filings",
                columns: new[] { "Unit", "About" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_filings_Unit_About",
                table: "filings");

            migrationBuilder.DropColumn(
                name: "About",
                table: "filings");
        }
    }
}
