using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cunju.App.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DisclosuresFilingsVoices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "disclosures",
                columns: table => new
                {
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Period = table.Column<string>(type: "TEXT", nullable: false),
                    Edition = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: true),
                    Chain = table.Column<string>(type: "TEXT", nullable: false),
                    Shown = table.Column<string>(type: "TEXT", nullable: false),
                    Scans = table.Column<string>(type: "TEXT", nullable: false),
                    ArchivedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Corrects = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_disclosures", x => new { x.Unit, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "filings",
                columns: table => new
                {
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Paper = table.Column<string>(type: "TEXT", nullable: false),
                    Rounds = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_filings", x => new { x.Unit, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "voices",
                columns: table => new
                {
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: false),
                    About = table.Column<string>(type: "TEXT", nullable: true),
                    Edition = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    ConcernsCadres = table.Column<bool>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: true),
                    Name = table.Column<string>(type: "TEXT", nullable: true),
                    Receipt = table.Column<string>(type: "TEXT", nullable: false),
                    Assisted = table.Column<string>(type: "TEXT", nullable: true),
                    RaisedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Answer = table.Column<string>(type: "TEXT", nullable: true),
                    Appeal = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_voices", x => new { x.Unit, x.Number });
                });

            migrationBuilder.CreateIndex(
                name: "IX_records_Case_Kind_Unit",
                table: "records",
                columns: new[] { "Case", "Kind", "Unit" });

            migrationBuilder.CreateIndex(
                name: "IX_records_Kind_Unit_On",
                table: "records",
                columns: new[] { "Kind", "Unit", "On" });

            migrationBuilder.CreateIndex(
                name: "IX_records_On",
                table: "records",
                column: "On");

            migrationBuilder.CreateIndex(
                name: "IX_disclosures_State",
                table: "disclosures",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_filings_State",
                table: "filings",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_voices_Receipt",
                table: "voices",
                column: "Receipt",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_voices_State",
                table: "voices",
                column: "State");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "disclosures");

            migrationBuilder.DropTable(
                name: "filings");

            migrationBuilder.DropTable(
                name: "voices");

            migrationBuilder.DropIndex(
                name: "IX_records_Case_Kind_Unit",
                table: "records");

            migrationBuilder.DropIndex(
                name: "IX_records_Kind_Unit_On",
                table: "records");

            migrationBuilder.DropIndex(
                name: "IX_records_On",
                table: "records");
        }
    }
}
