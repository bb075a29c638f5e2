using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Webhooks;

/// <summary>One fact that endpoints are told, written in the transaction of the fact. Each endpoint's delivery points to it.</summary>
public sealed class HubEvent : WorkspaceRow
{
    public required string Type { get; set; }

    /// <summary>What it is about: events of one subject leave an endpoint's lane one after the other.</summary>
    public Guid SubjectId { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>The body as it leaves, byte for byte: what is signed is what was written down.</summary>
    public required string Payload { get; set; }

    /// <summary>The same however often and to how many it goes: receivers drop what they had already.</summary>
    public string MessageId => NameOf(Id);

    public static string NameOf(Guid id) => $"msg_{id:N}";
}

internal sealed class HubEventConfiguration : IEntityTypeConfiguration<HubEvent>
{
    public void Configure(EntityTypeBuilder<HubEvent> item) => item.Ignore(row => row.MessageId);
}
