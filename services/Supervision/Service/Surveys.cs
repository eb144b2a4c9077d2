using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Carries surveys between contract and domain.</summary>
internal static class Surveys
{
    /// <summary>Name of the collection of rounds.</summary>
    public const string Name = "survey-rounds";

    public static Wire.SurveyRound ToProto(this SurveyRound one, DateOnly today) => new()
    {
        RoundId = $"{one.Id}",
        Division = one.Division,
        TitleZh = one.Title,
        Questionnaires = { one.Questionnaires.Select(q => q.ToProto("")) },
        From = Days.Of(one.From),
        To = Days.Of(one.To),
        State = one.State == SurveyRoundState.Open && today <= one.To ? Wire.SurveyRoundState.Open : Wire.SurveyRoundState.Closed,
        Etag = Etag.Of(one.Version),
        CreateTime = one.CreatedAt.ToTimestamp(),
    };

    public static Wire.Questionnaire ToProto(this Questionnaire one, string division) => new()
    {
        QuestionnaireId = one.Id,
        Version = one.Version,
        TitleZh = one.TitleZh,
        Audience = EnumMap<Wire.SurveyAudience, SurveyAudience>.ToWire(one.Audience),
        Division = division,
        Questions =
        {
            one.Questions.Select(q => new Wire.SurveyQuestion
            {
                QuestionId = q.Id, TextZh = q.Zh, Dimension = EnumMap<Wire.SurveyDimension, SurveyDimension>.ToWire(q.Dimension),
                Options = { q.Options.Select(o => new Wire.SurveyOption { OptionId = o.Id, TextZh = o.Zh, Points = o.Points }) },
            }),
        },
    };

    public static Questionnaire ToQuestionnaire(this Wire.Questionnaire wire, int version) => new(
        wire.QuestionnaireId, version, wire.TitleZh, EnumMap<Wire.SurveyAudience, SurveyAudience>.ToDomain(wire.Audience)!.Value,
        [.. wire.Questions.Select(q => new SurveyQuestion(
            q.QuestionId, q.TextZh, EnumMap<Wire.SurveyDimension, SurveyDimension>.ToDomain(q.Dimension)!.Value,
            [.. q.Options.Select(o => new SurveyOption(o.OptionId, o.TextZh, o.Points))]))]);

    public static Wire.SurveyIndex ToProto(this SurveyIndex index) => new()
    {
        Answers = index.Answers, MeanHundredths = index.MeanHundredths, MarginHundredths = index.MarginHundredths,
    };
}

internal sealed class QuestionnaireTable : IEntityTypeConfiguration<StoredQuestionnaire>
{
    public void Configure(EntityTypeBuilder<StoredQuestionnaire> row)
    {
        row.IsVersioned("questionnaires");
        row.Property(q => q.Name).HasMaxLength(40);
        row.Property(q => q.Content).HasJson();
        row.HasIndex(q => new { q.Division, q.Name, q.Number }).IsUnique();
    }
}

internal sealed class SurveyRoundTable : IEntityTypeConfiguration<SurveyRound>
{
    public void Configure(EntityTypeBuilder<SurveyRound> row)
    {
        row.IsVersioned("survey_rounds");
        row.Property(r => r.Title).HasMaxLength(100);
        row.Property(r => r.Questionnaires).HasJson();
        row.HasIndex(r => new { r.Counted, r.To });
    }
}

internal sealed class SurveyTicketTable : IEntityTypeConfiguration<SurveyTicket>
{
    public void Configure(EntityTypeBuilder<SurveyTicket> row)
    {
        row.ToTable("survey_tickets");
        row.HasKey(t => t.Hash);
        row.Property(t => t.SchoolCode).HasMaxLength(18);
        row.Property(t => t.Division).HasMaxLength(6);
        row.HasIndex(t => new { t.RoundId, t.Division });
    }
}

internal sealed class SealedAnswersTable : IEntityTypeConfiguration<SealedAnswers>
{
    public void Configure(EntityTypeBuilder<SealedAnswers> row)
    {
        row.ToTable("survey_urn");
        row.HasKey(a => a.Id);
        row.Property(a => a.Id).ValueGeneratedNever();
        row.Property(a => a.SchoolCode).HasMaxLength(18);
        row.Property(a => a.Division).HasMaxLength(6);
        row.HasIndex(a => new { a.RoundId, a.SchoolCode, a.Audience });
    }
}

internal sealed class SurveyCountTable : IEntityTypeConfiguration<SurveyCount>
{
    public void Configure(EntityTypeBuilder<SurveyCount> row)
    {
        row.ToTable("survey_counts");
        row.HasKey(c => new { c.RoundId, c.Division, c.SchoolCode, c.Audience, c.Question, c.Option });
        row.Property(c => c.Division).HasMaxLength(6);
        row.Property(c => c.SchoolCode).HasMaxLength(18);
        row.Property(c => c.Audience).HasMaxLength(10);
        row.Property(c => c.Question).HasMaxLength(40);
        row.Property(c => c.Option).HasMaxLength(40);
        row.Property(c => c.Version).IsConcurrencyToken();
    }
}
