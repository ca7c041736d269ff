from django.db import models


class DailyTotal(models.Model):
    day = models.DateField(unique=True)
    orders = models.PositiveIntegerField()
    revenue = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        ordering = ["day"]

    def __str__(self):
        return f"{self.day}: {self.revenue}"
