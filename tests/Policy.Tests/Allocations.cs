namespace ShuangJian.Policy.Tests;

/// <summary>Holds what is called often to allocating nothing.</summary>
internal static class Allocations
{
    /// <summary>Least size of an object, bytes.</summary>
    private const int SmallestObject = 24;

    /// <summary>Calls again and again. What the runtime itself allocates on the thread meanwhile is less than one object for each call.</summary>
    public static void None(int calls, Func<bool> call)
    {
        Assert.True(call());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var right = 0;
        for (var i = 0; i < calls; i++)
            if (call()) right++;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (SmallestObject * (long)calls) - 1);
        Assert.Equal(calls, right);
    }
}
