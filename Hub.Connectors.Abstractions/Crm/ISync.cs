namespace Hub.Connectors.Abstractions;

/// <summary>Writes contacts to a CRM. At most <see cref="EntityWrites.Batch"/> items, keys unique within the batch.</summary>
public interface ISyncContacts
{
    Task<BatchAnswer> Upsert(ConnectionContext connection, IReadOnlyList<WriteItem<CrmContact>> batch, CancellationToken cancellation);
}

/// <summary>Writes orders to a CRM, as <see cref="ISyncContacts"/>.</summary>
public interface ISyncOrders
{
    Task<BatchAnswer> Upsert(ConnectionContext connection, IReadOnlyList<WriteItem<CrmOrder>> batch, CancellationToken cancellation);
}

/// <summary>Writes bookings to a CRM, as <see cref="ISyncContacts"/>.</summary>
public interface ISyncBookings
{
    Task<BatchAnswer> Upsert(ConnectionContext connection, IReadOnlyList<WriteItem<CrmBooking>> batch, CancellationToken cancellation);
}
