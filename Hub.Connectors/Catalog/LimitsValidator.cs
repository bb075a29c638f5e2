using FluentValidation;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Catalog;

internal sealed class LimitsValidator : AbstractValidator<ConnectorLimits>
{
    public LimitsValidator()
    {
        RuleFor(limits => limits.WindowHours).GreaterThan(0).Says(Positive, PositiveVi);
        RuleFor(limits => limits.WindowMessages).GreaterThan(0).Says(Positive, PositiveVi);
        RuleFor(limits => limits.SendsOnceHours).GreaterThan(0).Says(Positive, PositiveVi);
        RuleFor(limits => limits.TextLength).GreaterThan(0).Says(Positive, PositiveVi);
        RuleFor(limits => limits.CallsPerSecond).GreaterThan(0).Says(Positive, PositiveVi);
        RuleFor(limits => limits.Concurrency).GreaterThan(0).Says(Positive, PositiveVi);
        RuleFor(limits => limits.WebhookBytes).GreaterThan(0).Says(Positive, PositiveVi);
        RuleFor(limits => limits.Batch).GreaterThan(0).Says(Positive, PositiveVi);
        RuleFor(limits => limits.AnswerBytes).GreaterThan(0).Says(Positive, PositiveVi);
        RuleFor(limits => limits.MediaBytes).GreaterThan(0).Says(Positive, PositiveVi);
        RuleFor(limits => limits.WindowTags).Must(tags => tags.Values.All(hours => hours > 0)).Says(Positive, PositiveVi);
    }

    private const string Positive = "Limits are greater than 0.";
    private const string PositiveVi = "Giới hạn phải lớn hơn 0.";
}
