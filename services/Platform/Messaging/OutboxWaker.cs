using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using ShuangJian.Platform.Data;

namespace ShuangJian.Platform.Messaging;

/// <summary>Wakes the sender once events are committed, whoever announced them: a call, a consumer, a sweep.</summary>
internal sealed class OutboxWaker(Wake outbox) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    /// <inheritdoc />
    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        // Within a transaction nobody else sees them yet.
        if (eventData.Context?.Database.CurrentTransaction is null) Wake(eventData.Context);
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc />
    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Wake(eventData.Context);
        return Task.CompletedTask;
    }

    private void Wake(DbContext? context)
    {
        if (context is PlatformDb db && db.TakeAnnounced()) outbox.Set();
    }
}
