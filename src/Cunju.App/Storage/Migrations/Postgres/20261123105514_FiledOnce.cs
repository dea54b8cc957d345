using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cunju.App.Storage.Migrations.Postgres
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
                type: "text",
                nullable: false,
                defaultValue: "");

            // What was filed before says it in its paper.
            migrationBuilder.Sql("UPDATE filings SET \"About\" = (\"Paper\"::json ->> 'procedure') || '/' || (\"Paper\"::json ->> 'number')");

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
